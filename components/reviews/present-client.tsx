import { cx } from "#components/ui/cx.ts"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { ReviewView } from "#lib/reviews/types.ts"
import { CriticalBadges } from "./critical-badges.tsx"
import { CHECKS_CLASS, RightClient, WHO_CLASS } from "./right-client-panel.tsx"
import type { PresentContact } from "./use-present-contact.ts"

/** Who the draft is about, once GoHighLevel tells; before that an outline, and what went wrong instead. */
export function PresentClient({
  reviewId,
  origin,
  contact,
  documentId,
  critical,
  retrying,
  onRetry,
}: {
  reviewId: string
  origin: ReviewView["origin"]
  contact: PresentContact
  documentId: string | null | undefined
  critical: ReviewView["critical"]
  retrying: boolean
  onRetry: () => void
}) {
  if (contact.kind === "ok") {
    return (
      <RightClient
        reviewId={reviewId}
        origin={origin}
        contact={contact.contact}
        documentId={documentId ?? null}
        critical={critical}
      />
    )
  }
  if (contact.kind === "reading") return <Outline critical={critical} />
  return (
    <>
      <ProblemNotice problem={contact.problem} retrying={retrying} onRetry={onRetry} />
      <CriticalBadges critical={critical} />
    </>
  )
}

/** As high as what comes, so that nothing below it moves then. */
function Outline({ critical }: { critical: ReviewView["critical"] }) {
  return (
    <div className="flex flex-col gap-x-8 gap-y-2 rounded-xl border border-line bg-surface px-4 py-2.5 shadow-card xl:flex-row xl:items-center">
      <div className="min-w-0 xl:flex-1">
        <h2 className="text-xs font-medium text-ink-muted">Right client?</h2>
        <p role="status" className={cx(WHO_CLASS, "flex flex-wrap items-center gap-x-3")}>
          <Skeleton className="h-4 w-32" />
          <span className="text-sm text-ink-muted">
            The client’s record is being read from GoHighLevel.
          </span>
        </p>
        <CriticalBadges critical={critical} />
      </div>
      <div className={CHECKS_CLASS}>
        {["w-64", "w-56", "w-48", "w-52"].map((width) => (
          <div key={width} className="flex h-4.5 max-w-full items-center">
            <Skeleton className={`h-3 max-w-full ${width}`} />
          </div>
        ))}
      </div>
    </div>
  )
}
