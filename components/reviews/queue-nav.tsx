import Link from "next/link"
import { cx } from "#components/ui/cx.ts"
import type { ReviewStatus } from "#lib/reviews/types.ts"

const QUEUES: { status: ReviewStatus; label: string }[] = [
  { status: "waiting", label: "Waiting" },
  { status: "approved", label: "Approved" },
  { status: "rejected", label: "Rejected" },
]

/** The queues of the inbox, with how many drafts each holds. */
export function QueueNav({
  current,
  counts,
}: {
  current: ReviewStatus
  counts: Record<ReviewStatus, number>
}) {
  return (
    <nav aria-label="Queues" className="flex gap-1 overflow-x-auto border-line border-b px-2">
      {QUEUES.map(({ status, label }) => (
        <Link
          key={status}
          href={status === "waiting" ? "/reviews" : `/reviews?queue=${status}`}
          aria-current={status === current ? "page" : undefined}
          className={cx(
            "-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 px-2.5 text-sm font-medium transition-colors focus-visible:-outline-offset-2 pointer-coarse:h-11",
            status === current
              ? "border-accent text-ink"
              : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          {label}
          <span className="rounded-full bg-sunken px-1.5 text-2xs text-ink-soft tabular-nums">
            {counts[status]}
          </span>
        </Link>
      ))}
    </nav>
  )
}
