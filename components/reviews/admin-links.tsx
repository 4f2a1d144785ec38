import { ChartColumn, Layers, Settings2 } from "lucide-react"
import Link from "next/link"
import { buttonClass } from "#components/ui/button-class.ts"
import { allows, type Role } from "#lib/people/permissions.ts"

/** The pages beside the inbox: the backlog while there is one, and what administrators have. */
export function AdminLinks({ role, backlog }: { role: Role; backlog: number }) {
  const links = [
    backlog > 0 && { href: "/reviews/backlog", label: `Backlog (${backlog})`, Icon: Layers },
    allows(role, "reviews.statistics") && {
      href: "/reviews/statistics",
      label: "Statistics",
      Icon: ChartColumn,
    },
    allows(role, "reviews.settings") && {
      href: "/reviews/settings",
      label: "Settings",
      Icon: Settings2,
    },
  ].filter((link) => link !== false)
  return links.map(({ href, label, Icon }) => (
    <Link key={href} href={href} prefetch={false} className={buttonClass({ tone: "quiet" })}>
      <Icon aria-hidden />
      {label}
    </Link>
  ))
}
