"use client"

import { CircleCheck, CircleX, Undo2 } from "lucide-react"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { useCallback } from "react"
import { ChangeProgress } from "#components/changes/change-progress.tsx"
import { DateText } from "#components/ui/date-text.tsx"
import { Section } from "#components/ui/section.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { supersededInWords } from "#lib/reviews/superseded-words.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import { HowDecided } from "./how-decided.tsx"
import { ReviewAgain } from "./review-again.tsx"

const ICONS = {
  approved: <CircleCheck aria-hidden className="size-4 shrink-0 text-good-text" />,
  rejected: <CircleX aria-hidden className="size-4 shrink-0 text-bad-text" />,
  returned: <Undo2 aria-hidden className="size-4 shrink-0 text-info-text" />,
}

const WORDS = { approved: "Approved", rejected: "Rejected", returned: "Returned to the pipeline" }

/** What became of a draft. */
export type Outcome = {
  review: ReviewView
  /** The change that writes it back. */
  changeId: string | null
  /** What text found in GHL was held against, as `againstInWords` tells it. */
  against: string | null | undefined
}

/** What was decided on a draft, by whom, and how its write-back goes. */
export function DecidedPanel({ review, changeId, against }: Outcome) {
  const router = useRouter()
  // The record has changed, or the draft is back in the inbox: the page has to be read again.
  const onOver = useCallback(() => router.refresh(), [router])
  const { status } = review
  const words = [review.rejectReasonLabel, review.rejectReason, review.instructions].filter(Boolean)
  return (
    <Section title="Decision">
      {status === "superseded" ? (
        <p className="text-sm">
          {supersededInWords(review)} It can no longer be decided.{" "}
          {review.supersededBy && (
            <Link
              href={`/reviews/${review.supersededBy}`}
              prefetch={false}
              className="font-medium text-accent-text hover:underline"
            >
              Open the newer one
            </Link>
          )}
        </p>
      ) : (
        review.decidedAt &&
        status !== "waiting" && (
          <p className="flex items-center gap-2 text-sm">
            {ICONS[status]}
            <span>
              {WORDS[status]} by {review.decidedBy ?? "somebody"},{" "}
              <DateText iso={review.decidedAt} withTime />
              {!changeId && ". Nothing was written to GoHighLevel."}
            </span>
          </p>
        )
      )}
      {words.map((line) => (
        <p
          key={line}
          dir="auto"
          className="mt-2 text-sm whitespace-pre-wrap break-words text-ink-soft"
        >
          {line}
        </p>
      ))}
      {against !== null && (
        <p className="mt-2 text-sm text-ink-muted">
          Held against{" "}
          {against === undefined ? (
            <>
              <Skeleton className="inline-block h-3.5 w-44 align-middle" />
              <span className="sr-only">a file whose name is on its way</span>
            </>
          ) : (
            <bdi className="break-words text-ink-soft">{against}</bdi>
          )}
          .
        </p>
      )}
      {review.decision && <HowDecided decision={review.decision} />}
      {changeId && (
        <div className="mt-3">
          <ChangeProgress changeId={changeId} onOver={onOver} />
        </div>
      )}
      {review.canReviewAgain && <ReviewAgain draftId={review.id} />}
      {review.forgotten && (
        <p className="mt-2 text-sm text-ink-muted">
          The texts of this draft were removed some time after the decision; the decision is kept.
        </p>
      )}
    </Section>
  )
}
