"use client"

import Link from "next/link"
import { cx } from "#components/ui/cx.ts"
import { queueAddress } from "#lib/reviews/inbox-query.ts"
import type { InboxCounts } from "#lib/reviews/inbox-types.ts"
import { QUEUES, type QueueId } from "#lib/reviews/queues.ts"

const LABELS: Record<QueueId, string> = {
  waiting: "Waiting",
  claimed: "In review",
  backlog: "Backlog",
  returned: "Returned",
  approved: "Approved",
  rejected: "Rejected",
  superseded: "Superseded",
}

/** On a narrow screen the tabs scroll sideways: the current one is brought into view. */
const intoView = (link: HTMLAnchorElement | null) =>
  link?.scrollIntoView({ block: "nearest", inline: "center" })

/** The queues of the inbox, with how many drafts each holds. */
export function QueueNav({ current, counts }: { current: QueueId; counts: InboxCounts }) {
  return (
    <nav aria-label="Queues" className="flex gap-1 overflow-x-auto border-line border-b px-2">
      {QUEUES.map((queue) => (
        <Link
          key={queue}
          ref={queue === current && queue !== "waiting" ? intoView : undefined}
          href={queueAddress(queue)}
          prefetch={false}
          aria-current={queue === current ? "page" : undefined}
          className={cx(
            "-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 px-2.5 text-sm font-medium transition-colors focus-visible:-outline-offset-2 pointer-coarse:h-11",
            queue === current
              ? "border-accent text-ink"
              : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          {LABELS[queue]}
          {queue === "waiting" && counts.urgent > 0 && (
            <span className="rounded-full bg-bad-soft px-1.5 text-2xs font-semibold text-bad-text ring-1 ring-bad-line tabular-nums">
              {counts.urgent}
              <span className="sr-only"> urgent,</span>
            </span>
          )}
          <span className="rounded-full bg-sunken px-1.5 text-2xs text-ink-soft tabular-nums">
            {counts[queue]}
          </span>
        </Link>
      ))}
    </nav>
  )
}
