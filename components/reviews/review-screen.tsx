"use client"

import { useState } from "react"
import type { ReviewView } from "#lib/reviews/types.ts"
import { ReviewWorkspace } from "./review-workspace.tsx"

/**
 * A draft under review. When its status changes behind the screen's back (decided by somebody else, or
 * back in the inbox) the workspace begins anew with what is read. After the person's own approval it
 * stays: what they opened in the meantime, as the way back, must not close when the page is read again.
 */
export function ReviewScreen({ review }: { review: ReviewView }) {
  const [{ status, round }, setShown] = useState({ status: review.status, round: 0 })
  const [approvedHere, setApprovedHere] = useState(false)
  if (review.status !== status) {
    const stays = approvedHere && review.status === "approved"
    setShown({ status: review.status, round: stays ? round : round + 1 })
    if (!stays) setApprovedHere(false)
  }
  return <ReviewWorkspace key={round} review={review} onApproved={() => setApprovedHere(true)} />
}
