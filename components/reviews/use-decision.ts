"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { waitingReviews } from "#components/shell/waiting-reviews.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import type { Problem } from "#lib/problem.ts"
import { approveReview, rejectReview } from "#lib/reviews/actions.ts"
import type { Keeping } from "#lib/reviews/call-notes.ts"

const UNSENT: Problem = {
  kind: "network",
  title: "It is not known whether the decision was stored.",
  advice:
    "Check your connection and load the page again: it shows what was decided. Your text is kept.",
}

/** Approving and rejecting a draft; what was decided stands in `changeId` at once and on the page after. */
export function useDecision(reviewId: string) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [changeId, setChangeId] = useState<string | null>(null)

  const settled = async () => {
    router.refresh()
    await queryClient.invalidateQueries({ queryKey: waitingReviews.queryKey })
  }

  async function approve(input: { editVersion: number; seenCallNotes: string; keeping: Keeping }) {
    setBusy(true)
    setProblem(null)
    try {
      const result = await withSignIn(() => approveReview({ draftId: reviewId, ...input }))
      if (result?.data?.outcome === "approved") {
        setChangeId(result.data.changeId)
        await settled()
      } else if (result?.data) {
        setProblem({ kind: "conflict", title: "Not approved.", advice: result.data.message })
        if (result.data.reason !== "invalid") await settled()
      } else {
        setProblem(result?.serverError ?? UNSENT)
      }
    } catch {
      setProblem(UNSENT)
    } finally {
      setBusy(false)
    }
  }

  async function reject(reason: string): Promise<boolean> {
    setBusy(true)
    setProblem(null)
    try {
      const result = await withSignIn(() => rejectReview({ draftId: reviewId, reason }))
      if (result?.data) {
        await settled()
        return true
      }
      setProblem(result?.serverError ?? UNSENT)
      return false
    } catch {
      setProblem(UNSENT)
      return false
    } finally {
      setBusy(false)
    }
  }

  return { busy, problem, changeId, approve, reject, fail: setProblem }
}
