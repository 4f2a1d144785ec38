"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import type { Problem } from "#lib/problem.ts"
import type { Contradiction, Override } from "#lib/reviews/decision/contradiction.ts"
import type { ApproveOutcome } from "#lib/reviews/decision/outcomes.ts"
import type { Asked } from "./approve-dialog.tsx"
import type { ApprovalInput, useDecision } from "./use-decision.ts"
import { useTellApproved } from "./use-tell-approved.tsx"

const NOT_SAVED: Problem = {
  kind: "conflict",
  title: "Not approved: your latest edits are not saved yet.",
  advice: "See the message above the text, then approve again.",
}

/**
 * The way to an approval: save, tell the server of the work, ask, and ask once more where the server
 * wants it. Then stay, or go on to the next draft.
 */
export function useApproval({
  reviewId,
  holds,
  decision,
  contradictions,
  documentUnread,
  save,
  keep,
  input,
  onFirst,
  onDecided,
}: {
  reviewId: string
  /** Approvals are held for a while, in which they can be cancelled. */
  holds: boolean
  decision: ReturnType<typeof useDecision>
  /** As the page knows them; the server looks again. */
  contradictions: Contradiction[]
  documentUnread: Asked["documentUnread"]
  /** Brings what is on the screen to the server: true when it stands there. */
  save: () => Promise<boolean>
  /** Tells the server of the work. Whether the draft is still this person's it says itself, with why not. */
  keep: () => Promise<unknown>
  input: () => Omit<ApprovalInput, "confirmed" | "overrideReason" | "contradictionsSeen">
  /** The first of two approvals was stored. */
  onFirst: () => void
  onDecided: () => void
}) {
  const router = useRouter()
  const tell = useTellApproved(reviewId, holds)
  const [open, setOpen] = useState(false)
  const [andNext, setAndNext] = useState(false)
  const [busy, setBusy] = useState(false)
  const [again, setAgain] = useState<Pick<Asked, "questions" | "newerApproved">>({ questions: [] })
  const [found, setFound] = useState<Pick<Asked, "contradictions" | "documentUnread"> | null>(null)
  const asked: Asked = { contradictions, documentUnread, ...found, ...again }

  const ask = (next: boolean) => {
    setAndNext(next)
    setAgain({ questions: [] })
    setFound(null)
    decision.fail(null)
    setOpen(true)
  }

  function goOn(answer: ApproveOutcome, next: string | null) {
    tell(answer, next)
    router.push(next ? `/reviews/${next}` : "/reviews")
  }

  async function run({ reason, seen }: Override) {
    if (!(await save())) {
      decision.fail(NOT_SAVED)
      setOpen(false)
      return
    }
    await keep()
    const approved = await decision.approve({
      ...input(),
      confirmed: again.questions,
      overrideReason: reason,
      contradictionsSeen: [...seen],
    })
    if (!approved) {
      setOpen(false)
      return
    }
    const { answer, next } = approved
    if (answer.outcome === "ask-again") setAgain(answer)
    else if (answer.outcome === "needs-reason") setFound(answer)
    else {
      setOpen(false)
      if (answer.outcome === "refused") return
      if (answer.outcome === "first-approved") onFirst()
      else onDecided()
      if (andNext) goOn(answer, next)
      await decision.refresh()
    }
  }

  const approve = async (override: Override) => {
    setBusy(true)
    await run(override)
    setBusy(false)
  }
  return { open, andNext, asked, busy, ask, approve, close: () => setOpen(false) }
}
