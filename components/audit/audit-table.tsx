import { ScrollText } from "lucide-react"
import Link from "next/link"
import { DateText } from "#components/ui/date-text.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import type { AuditRow } from "#lib/audit/list.ts"
import { actionInWords } from "#lib/audit/words.ts"

const ACTORS = { person: "Somebody", pipeline: "Pipeline", system: "Caredesk" } as const

function who(row: AuditRow): string {
  if (row.actor === "system" && row.personName) return `Caredesk, for ${row.personName}`
  return row.personName ?? ACTORS[row.actor]
}

/** A list longer than this is folded away. */
const SHORT_LIST = 6

function Detail({ detail }: { detail: AuditRow["detail"] }) {
  const entries = Object.entries(detail).filter(([, value]) => value !== null && value !== "")
  const isLong = (value: unknown) => Array.isArray(value) && value.length > SHORT_LIST
  const short = entries
    .filter(([, value]) => !isLong(value))
    .map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(", ") : value}`)
  return (
    <span className="block text-ink-muted text-xs break-words">
      {short.join(" · ")}
      {entries.map(
        ([key, value]) =>
          Array.isArray(value) &&
          isLong(value) && (
            <details key={key}>
              <summary className="pointer-coarse:py-3">
                {key} ({value.length})
              </summary>
              {value.join(", ")}
            </details>
          ),
      )}
    </span>
  )
}

/** Audit events, newest first. At small widths each is a card of its own. */
export function AuditTable({ rows }: { rows: AuditRow[] }) {
  if (rows.length === 0) {
    return (
      <EmptyState icon={<ScrollText />} title="No events">
        Nothing was recorded that fits this filter.
      </EmptyState>
    )
  }
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li
          key={row.id}
          className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm sm:grid-cols-[11rem_13rem_minmax(0,1fr)]"
        >
          <span className="text-ink-muted">
            <DateText iso={row.at} withTime />
          </span>
          <span className="min-w-0 break-words">{who(row)}</span>
          <span className="min-w-0">
            <span className="font-medium">{actionInWords(row.action)}</span>
            {row.contactId && (
              <>
                {" "}
                <Link
                  href={`/contacts/${row.contactId}`}
                  prefetch={false}
                  className="font-mono text-xs text-accent-text break-all hover:underline"
                >
                  {row.contactId}
                </Link>
              </>
            )}
            <Detail detail={row.detail} />
          </span>
        </li>
      ))}
    </ul>
  )
}
