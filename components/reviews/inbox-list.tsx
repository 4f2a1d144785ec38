import { ChevronRight, Inbox } from "lucide-react"
import Link from "next/link"
import { STATUS_WORDS } from "#components/changes/status-words.ts"
import { Badge } from "#components/ui/badge.tsx"
import { RelativeTime } from "#components/ui/date-text.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import type { InboxRow, ReviewStatus } from "#lib/reviews/types.ts"

const EMPTY: Record<ReviewStatus, { title: string; text: string }> = {
  waiting: {
    title: "Nothing waits for a review",
    text: "Drafts appear here as soon as the pipeline hands them in.",
  },
  approved: { title: "Nothing was approved yet", text: "Approved drafts are listed here." },
  rejected: { title: "Nothing was rejected yet", text: "Rejected drafts are listed here." },
  returned: {
    title: "Nothing is back at the pipeline",
    text: "Drafts returned with instructions are listed here until a new run answers them.",
  },
  superseded: {
    title: "Nothing was superseded",
    text: "A draft whose place a newer run took is listed here.",
  },
}

/** A queue of drafts. Each row opens its review. */
export function InboxList({ rows, status }: { rows: InboxRow[]; status: ReviewStatus }) {
  if (rows.length === 0) {
    return (
      <EmptyState icon={<Inbox />} title={EMPTY[status].title}>
        {EMPTY[status].text}
      </EmptyState>
    )
  }
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id}>
          {/* Opening a review is audited, so it is not fetched before it is asked for. */}
          <Link
            href={`/reviews/${row.id}`}
            prefetch={false}
            className="flex items-center gap-3 px-4 py-3 transition-colors hover:bg-sunken focus-visible:-outline-offset-2"
          >
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <bdi className="min-w-0 truncate font-medium">
                  {row.clientName ?? `Contact ${row.contactId}`}
                </bdi>
                {row.wrongClient && <Badge tone="bad">Another client’s draft</Badge>}
                {row.wrongClient === null && <Badge>Client not compared</Badge>}
                {row.writeBack && (
                  <Badge tone={STATUS_WORDS[row.writeBack].tone}>
                    {STATUS_WORDS[row.writeBack].label}
                  </Badge>
                )}
              </span>
              <span className="mt-0.5 block text-sm text-ink-muted">
                Received <RelativeTime iso={row.receivedAt} />
                {row.model && `, by ${row.model}`}
                {row.decidedAt && (
                  <>
                    {" "}
                    · {row.status} by {row.decidedBy ?? "somebody"}{" "}
                    <RelativeTime iso={row.decidedAt} />
                  </>
                )}
              </span>
            </span>
            <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-muted" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
