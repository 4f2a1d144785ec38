"use client"

import { useState } from "react"
import type { ReviewView } from "#lib/reviews/types.ts"
import { ReviewWorkspace } from "./review-workspace.tsx"
import { type Shown, shownNow } from "./rounds.ts"

/**
 * A draft under review. When its status changes behind the screen's back (decided by somebody else, or
 * back in the inbox) the workspace begins anew with what is read. After the person's own approval it
 * stays: what they opened in the meantime, as the way back, must not close when the page is read again.
 */
export function ReviewScreen({ review }: { review: ReviewView }) {
  const { status, timesBack } = review
  const [shown, setShown] = useState<Shown>({ status, timesBack, round: 0 })
  const [approvedHere, setApprovedHere] = useState(false)
  const now = shownNow(shown, review, approvedHere)
  if (now !== shown) {
    setShown(now)
    if (now.round !== shown.round) setApprovedHere(false)
  }
  return (
    <ReviewWorkspace key={now.round} review={review} onApproved={() => setApprovedHere(true)} />
  )
}
