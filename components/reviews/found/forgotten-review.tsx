import { Archive, ArrowLeft } from "lucide-react"
import Link from "next/link"
import { PageHeader } from "#components/shell/page-header.tsx"
import { buttonClass } from "#components/ui/button-class.ts"
import { DateText } from "#components/ui/date-text.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import type { ForgottenReview as Forgotten } from "#lib/reviews/forgotten.ts"
import { HowDecided } from "../decision/how-decided.tsx"
import { MergedText } from "../merged/merged-text.tsx"

const DECISIONS: Record<Forgotten["status"], string> = {
  waiting: "Undecided",
  returned: "Returned to the pipeline",
  approved: "Approved",
  rejected: "Rejected",
  superseded: "Superseded",
}

/** What of it was written to GHL. What became of that there since, nobody looked. */
function writtenInWords({ origin, written }: Forgotten): string {
  switch (written) {
    case "all":
      return "What was approved was written to GoHighLevel."
    case "part":
      return "A part of what was approved was written to GoHighLevel; the rest was given up."
    case "taken-back":
      return "What was written to GoHighLevel was taken back later."
    case "nothing":
      return origin === "watch"
        ? "The text stood in GoHighLevel already; Caredesk wrote nothing."
        : "Nothing of it was written to GoHighLevel."
  }
}

/** The page of a review whose texts were removed: what was decided, by whom, when. */
export function ForgottenReview({ review }: { review: Forgotten }) {
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-4 p-4 sm:p-6">
      <Link
        href="/reviews"
        className="inline-flex items-center gap-1.5 self-start text-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Reviews
      </Link>
      <PageHeader title="Review" />
      <div className="rounded-xl border border-line bg-surface shadow-card">
        <EmptyState
          icon={<Archive />}
          title="The texts of this draft are no longer kept"
          action={
            <Link
              href={`/contacts/${review.contactId}`}
              prefetch={false}
              className={buttonClass({})}
            >
              Open the record
            </Link>
          }
        >
          <p>
            {DECISIONS[review.status]}
            {review.decidedBy && ` by ${review.decidedBy}`}
            {review.decidedAt && (
              <>
                , <DateText iso={review.decidedAt} withTime />
              </>
            )}
            . The decision is kept.
          </p>
          <p className="mt-1">
            The draft, its source and its edits were removed <DateText iso={review.forgottenAt} />.{" "}
            {writtenInWords(review)}
          </p>
          {review.decision && <HowDecided decision={review.decision} />}
        </EmptyState>
      </div>
      {review.changeId && <MergedText changeId={review.changeId} />}
    </div>
  )
}
