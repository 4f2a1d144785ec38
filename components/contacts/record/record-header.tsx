import { BellOff, ExternalLink } from "lucide-react"
import { Badge } from "#components/ui/badge.tsx"
import { buttonClass } from "#components/ui/button-class.ts"
import type { RecordView } from "#lib/contacts/record-types.ts"
import { RecordFacts } from "./record-facts.tsx"

/** Who this is, what stage they are at, and the ways to the other systems. */
export function RecordHeader({ record }: { record: RecordView }) {
  const { lab } = record.links
  return (
    <header className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4 shadow-card sm:p-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-full">
          <h1
            title={record.name ?? undefined}
            className="line-clamp-4 font-semibold text-xl tracking-tight wrap-anywhere sm:text-2xl"
          >
            {record.name ? (
              <bdi>{record.name}</bdi>
            ) : (
              <span className="text-ink-muted">No name</span>
            )}
          </h1>
          <div className="mt-2 flex flex-wrap gap-1.5">
            {record.doNotDisturb && (
              <Badge tone="bad" icon={<BellOff aria-hidden />}>
                Do not disturb
              </Badge>
            )}
            <Badge tone={record.stage ? "accent" : "neutral"}>{record.stage ?? "No stage"}</Badge>
            {record.membership && <Membership status={record.membership} />}
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {"href" in lab ? (
            <OutsideLink href={lab.href}>Open in lab platform</OutsideLink>
          ) : (
            <p className="max-w-56 text-ink-muted text-xs">{lab.reason}</p>
          )}
          <OutsideLink href={record.links.ghl}>Open in GHL</OutsideLink>
        </div>
      </div>
      <RecordFacts record={record} />
    </header>
  )
}

function Membership({ status }: { status: string }) {
  const active = status.trim().toLowerCase() === "active"
  const short = status.length > 40 ? `${status.slice(0, 39)}…` : status
  return (
    <span title={status} className="min-w-0 max-w-full">
      <Badge tone={active ? "good" : "neutral"}>
        <span className="truncate">Membership: {short}</span>
      </Badge>
    </span>
  )
}

function OutsideLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={buttonClass({})}>
      {children}
      <ExternalLink aria-hidden />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  )
}
