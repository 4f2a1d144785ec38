"use client"

import { useQuery } from "@tanstack/react-query"
import { ArrowLeftRight, ClipboardCheck, ScrollText, Users } from "lucide-react"
import Link from "next/link"
import { usePathname } from "next/navigation"
import { cx } from "#components/ui/cx.ts"
import type { Role } from "#lib/people/permissions.ts"
import { changesInNeed } from "./changes-in-need.ts"
import { waitingReviews } from "./waiting-reviews.ts"

const PAGES = [
  { href: "/contacts", label: "Contacts", Icon: Users },
  { href: "/reviews", label: "Reviews", Icon: ClipboardCheck },
  { href: "/changes", label: "Changes", Icon: ArrowLeftRight },
  { href: "/audit", label: "Audit", Icon: ScrollText, role: "admin" },
] as const

/** The desk's pages: a column beside the page, or a bar under it on a narrow screen. */
export function Nav({
  role,
  waiting,
  attention,
  bar = false,
}: {
  role: Role
  /** Drafts that wait for a review, as the page was rendered. */
  waiting: number
  /** Changes that need a person, as the page was rendered. */
  attention: number
  bar?: boolean
}) {
  const pathname = usePathname()
  const { data } = useQuery({ ...waitingReviews, initialData: { waiting } })
  const { data: changes } = useQuery({ ...changesInNeed, initialData: { attention } })
  const pages = PAGES.filter((page) => !("role" in page) || page.role === role)
  return (
    <nav aria-label="Main">
      <ul className={bar ? "flex" : "flex flex-col gap-0.5"}>
        {pages.map(({ href, label, Icon }) => {
          const here = pathname === href || pathname.startsWith(`${href}/`)
          const count =
            href === "/reviews" ? data.waiting : href === "/changes" ? changes.attention : 0
          return (
            <li key={href} className={bar ? "flex-1" : ""}>
              <Link
                href={href}
                prefetch={false}
                aria-current={here ? "page" : undefined}
                className={cx(
                  "relative flex items-center text-sm font-medium transition-colors [&_svg]:size-4.5",
                  bar
                    ? "h-14 flex-col justify-center gap-0.5 text-xs focus-visible:-outline-offset-2"
                    : "h-9 gap-2.5 rounded-md px-2.5",
                  here
                    ? bar
                      ? "text-accent-text"
                      : "bg-surface text-ink shadow-card ring-1 ring-line [&_svg]:text-accent-text"
                    : "text-ink-soft hover:text-ink",
                  !here && !bar && "hover:bg-sunken",
                )}
              >
                <Icon aria-hidden />
                {label}
                {count > 0 && (
                  <span
                    className={cx(
                      "rounded-full px-1.5 text-2xs font-semibold tabular-nums",
                      href === "/changes"
                        ? "bg-bad-soft text-bad-text"
                        : "bg-accent-soft text-accent-text",
                      bar ? "absolute top-1.5 left-1/2 ml-2.5" : "ml-auto",
                    )}
                  >
                    {count}
                    <span className="sr-only">
                      {href === "/changes" ? " that need you" : " waiting"}
                    </span>
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
