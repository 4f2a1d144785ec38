"use client"

import { useRouter } from "next/navigation"
import { useToast } from "#components/ui/toast.tsx"
import type { ApproveOutcome } from "#lib/reviews/decision/outcomes.ts"
import { HeldNotice } from "./held-notice.tsx"

/** Tells of an approval on the page that the person went on to: the next draft, or the inbox. */
export function useTellApproved(reviewId: string, holds: boolean) {
  const router = useRouter()
  const toast = useToast()
  return (answer: ApproveOutcome, next: string | null) => {
    const words = answer.outcome === "first-approved" ? "First approval kept." : "Approved."
    const approved = next ? words : `${words} Nothing else waits for you.`
    if (answer.outcome !== "approved") {
      toast({
        title: approved,
        tone: "good",
        action: { label: "Show it", onClick: () => router.push(`/reviews/${reviewId}`) },
      })
      return
    }
    const { changeId } = answer
    toast({
      live: (standing) => (
        <HeldNotice {...{ reviewId, changeId, approved, standing }} held={holds} />
      ),
    })
  }
}
