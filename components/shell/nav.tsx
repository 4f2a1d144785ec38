"use client"

import { useQuery } from "@tanstack/react-query"
import { ArrowLeftRight, ClipboardCheck, PlugZap, ScrollText, Users } from "lucide-react"
import Link from "next/link"
import { usePathname } from "next/navigation"
import { cx } from "#components/ui/cx.ts"
import type { Role } from "#lib/people/permissions.ts"
import type { WaitingCount } from "#lib/reviews/inbox-types.ts"
import { changesInNeed } from "./changes-in-need.ts"
import { waitingReviews } from "./waiting-reviews.ts"

const PAGES = [
  { href: "/contacts", label: "Contacts", Icon: Users },
  { href: "/reviews", label: "Reviews", Icon: ClipboardCheck },
  { href: "/changes", label: "Changes", Icon: ArrowLeftRight },
  { href: "/audit", label: "Audit", Icon: ScrollText, role: "admin" },
  { href: "/connection", label: "Connection", Icon: PlugZap, role: "admin" },
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
  waiting: WaitingCount
  /** Changes that need a person or have got no further for long, and decisions of which something is lost, as the page was rendered. */
  attention: number
  bar?: boolean
}) {
  const pathname = usePathname()
  const { data } = useQuery({ ...waitingReviews, initialData: waiting })
  const { data: changes } = useQuery({ ...changesInNeed, initialData: { attention } })
  const pages = PAGES.filter((page) => !("role" in page) || page.role === role)
  return (
    <nav aria-label="Main">
      <ul className={bar ? "flex" : "flex flex-col gap-0.5"}>
        {pages.map(({ href, label, Icon }) => {
          const here = pathname === href || pathname.startsWith(`${href}/`)
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
                {href === "/reviews" && <Counts {...data} bar={bar} />}
                {href === "/changes" && changes.attention > 0 && (
                  <span
                    className={cx(
                      "rounded-full bg-bad-soft px-1.5 text-2xs font-semibold text-bad-text tabular-nums",
                      bar ? "absolute top-1.5 left-1/2 ml-2.5" : "ml-auto",
                    )}
                  >
                    {changes.attention}
                    <span className="sr-only"> that need you</span>
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

/** What waits, and how much of it is urgent; the narrow bar has room for one number. */
function Counts({ waiting, urgent, bar }: WaitingCount & { bar: boolean }) {
  if (waiting === 0) return null
  const pill = "rounded-full px-1.5 text-2xs font-semibold tabular-nums"
  const alarmed = "bg-bad-soft text-bad-text ring-1 ring-bad-line"
  const calm = "bg-accent-soft text-accent-text"
  if (bar) {
    return (
      <span className={cx(pill, "absolute top-1.5 left-1/2 ml-2.5", urgent > 0 ? alarmed : calm)}>
        {waiting}
        <span className="sr-only">
          {" waiting"}
          {urgent > 0 && `, ${urgent} urgent`}
        </span>
      </span>
    )
  }
  return (
    <span className="ml-auto flex gap-1">
      {urgent > 0 && (
        <span className={cx(pill, alarmed)}>
          {urgent}
          <span className="sr-only"> urgent,</span>
        </span>
      )}
      <span className={cx(pill, calm)}>
        {waiting}
        <span className="sr-only"> waiting</span>
      </span>
    </span>
  )
}
