"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { waitingReviews } from "#components/shell/waiting-reviews.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { useToast } from "#components/ui/toast.tsx"
import type { Problem } from "#lib/problem.ts"
import { approveReview, rejectReview, returnReview } from "#lib/reviews/actions.ts"
import type { Keeping } from "#lib/reviews/call-notes.ts"
import type { Question } from "#lib/reviews/decision/honest.ts"
import type { ApproveOutcome, Refused } from "#lib/reviews/decision/outcomes.ts"
import type { Turn } from "#lib/reviews/turn-shown.ts"

export type ApprovalInput = {
  editVersion: number
  seenCallNotes: string
  seenOthersText: string
  seenDay: string
  seenTurn: Turn
  keeping: Keeping
  withTags: boolean
  documentId?: string
  confirmed: Question[]
  overrideReason: string
  /** Keys of the contradictions that stood beside the reason. */
  contradictionsSeen: string[]
}

export type Approved = { answer: ApproveOutcome; next: string | null }

const UNSENT: Problem = {
  kind: "network",
  title: "It is not known whether the decision was stored.",
  advice:
    "Check your connection and load the page again: it shows what was decided. Your text is kept.",
}

type Answered<Data> = { data?: Data; serverError?: Problem } | undefined

/** Approving, rejecting and returning a draft. What was decided shows on the page at once. */
export function useDecision(reviewId: string) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [decided, setDecided] = useState<{ changeId: string | null } | null>(null)

  const refresh = async () => {
    router.refresh()
    await queryClient.invalidateQueries({ queryKey: waitingReviews.queryKey })
  }

  /** Sends a decision; null when nothing came back, and the problem says so. */
  async function send<Data>(call: () => Promise<Answered<Data>>): Promise<Data | null> {
    setBusy(true)
    setProblem(null)
    try {
      const result = await withSignIn(call)
      if (result?.data !== undefined) return result.data
      setProblem(result?.serverError ?? UNSENT)
    } catch {
      setProblem(UNSENT)
    } finally {
      setBusy(false)
    }
    return null
  }

  /** Says why not. Where the draft is over, the page is read anew with what became of it, which outlives this part of it. */
  async function refuse(what: string, { reason, message, ended }: Refused) {
    if (reason !== "decided") {
      setProblem({ kind: "conflict", title: what, advice: message })
      if (reason === "changed") await refresh()
      return
    }
    const newer = ended?.supersededBy
    toast({
      title: what,
      description: message,
      action: newer
        ? { label: "Open the newer one", onClick: () => router.push(`/reviews/${newer}`) }
        : undefined,
    })
    await refresh()
  }

  /** Null when nothing came back. What is to be asked or was refused is answered, not decided. */
  async function approve(input: ApprovalInput): Promise<Approved | null> {
    const result = await send(() => approveReview({ draftId: reviewId, ...input }))
    if (!result) return null
    const { answer } = result
    if (answer.outcome === "refused") {
      await refuse("Not approved.", answer)
    } else if (answer.outcome === "approved" || answer.outcome === "accepted") {
      setDecided({ changeId: answer.outcome === "approved" ? answer.changeId : null })
    }
    return result
  }

  async function decline(
    what: string,
    call: () => ReturnType<typeof rejectReview>,
  ): Promise<boolean> {
    const answer = await send(call)
    if (answer?.outcome === "refused") await refuse(what, answer)
    if (answer?.outcome !== "declined") return false
    await refresh()
    return true
  }

  return {
    busy,
    problem,
    decided,
    refresh,
    approve,
    reject: (input: { reasonId: string; reason: string; documentId?: string }) =>
      decline("Not rejected.", () => rejectReview({ draftId: reviewId, ...input })),
    giveBack: (instructions: string) =>
      decline("Not returned.", () => returnReview({ draftId: reviewId, instructions })),
    fail: setProblem,
  }
}
