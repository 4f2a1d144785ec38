"use client"

import { CircleCheck, CircleX } from "lucide-react"
import { useRouter } from "next/navigation"
import { useCallback } from "react"
import { ChangeProgress } from "#components/changes/change-progress.tsx"
import { DateText } from "#components/ui/date-text.tsx"
import { Section } from "#components/ui/section.tsx"
import type { ReviewView } from "#lib/reviews/types.ts"

/** What was decided on a draft, by whom, and how its write-back goes. */
export function DecidedPanel({
  review,
  changeId,
}: {
  review: ReviewView
  changeId: string | null
}) {
  const router = useRouter()
  // The record has changed, or the draft is back in the inbox: the page has to be read again.
  const onOver = useCallback(() => router.refresh(), [router])
  const rejected = review.status === "rejected"
  return (
    <Section title="Decision">
      {review.decidedAt && (
        <p className="flex items-center gap-2 text-sm">
          {rejected ? (
            <CircleX aria-hidden className="size-4 shrink-0 text-bad-text" />
          ) : (
            <CircleCheck aria-hidden className="size-4 shrink-0 text-good-text" />
          )}
          <span>
            {rejected ? "Rejected" : "Approved"} by {review.decidedBy ?? "somebody"},{" "}
            <DateText iso={review.decidedAt} withTime />
            {rejected && ". Nothing was written to GoHighLevel."}
          </span>
        </p>
      )}
      {review.rejectReason && (
        <p dir="auto" className="mt-2 text-sm whitespace-pre-wrap break-words text-ink-soft">
          {review.rejectReason}
        </p>
      )}
      {changeId && (
        <div className="mt-3">
          <ChangeProgress changeId={changeId} onOver={onOver} />
        </div>
      )}
    </Section>
  )
}
