import { ChartColumn, Settings2 } from "lucide-react"
import Link from "next/link"
import { buttonClass } from "#components/ui/button-class.ts"
import { allows, type Role } from "#lib/people/permissions.ts"

/** The pages beside the inbox that administrators have. */
export function AdminLinks({ role }: { role: Role }) {
  const links = [
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
  if (links.length === 0) return null
  return (
    // Below the title the first icon stands on the edge of the text, not its button.
    <span className="flex gap-2 max-sm:-ml-3">
      {links.map(({ href, label, Icon }) => (
        <Link key={href} href={href} prefetch={false} className={buttonClass({ tone: "quiet" })}>
          <Icon aria-hidden />
          {label}
        </Link>
      ))}
    </span>
  )
}
