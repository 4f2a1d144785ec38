"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { problemOf } from "#components/shell/fetch-json.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { useToast } from "#components/ui/toast.tsx"
import type { Problem } from "#lib/problem.ts"
import { assignReview } from "#lib/reviews/assign-actions.ts"
import { claimReview, releaseReview } from "#lib/reviews/claim-actions.ts"
import type { InboxRow, Reviewer } from "#lib/reviews/inbox-types.ts"

const DECIDED = {
  title: "This draft is not waiting any more.",
  description: "It was decided, or a newer run took its place. Nothing was changed.",
  tone: "info",
} as const

/** What a person does to a draft from its row. `held` is the question whether to take one over. */
export function useInboxActs() {
  const router = useRouter()
  const client = useQueryClient()
  const toast = useToast()
  const [held, setHeld] = useState<{ draftId: string; by: string } | null>(null)
  const [busy, setBusy] = useState(false)

  const readAgain = () => client.invalidateQueries({ queryKey: ["reviews"] })
  const failed = ({ title, advice }: Problem) =>
    toast({ title, description: advice ?? "Nothing was changed. Try again.", tone: "bad" })

  /** Calls an action; tells of its failure and answers null then. */
  async function act<Data>(
    call: () => Promise<{ data?: Data; serverError?: Problem } | undefined>,
  ): Promise<Data | null> {
    setBusy(true)
    try {
      const result = await withSignIn(call)
      if (result?.data !== undefined) return result.data
      failed(result?.serverError ?? problemOf(null))
    } catch {
      failed({ kind: "network", title: "Caredesk could not be reached." })
    } finally {
      setBusy(false)
      void readAgain()
    }
    return null
  }

  async function claim(row: InboxRow) {
    const done = await act(() => claimReview({ draftId: row.id, takeOver: false }))
    if (done?.outcome === "claimed") {
      toast({
        title: "You have this draft now.",
        description: "It is yours for five minutes, and for as long as its review is open.",
        tone: "good",
      })
    } else if (done?.outcome === "held") setHeld({ draftId: row.id, by: done.by })
    else if (done) toast(DECIDED)
  }

  async function letGo(row: InboxRow) {
    const done = await act(() => releaseReview({ draftId: row.id }))
    if (done?.released) {
      toast({
        title: "You let this draft go.",
        description: "It waits for whoever takes it next. What was typed in it is kept.",
        tone: "good",
      })
    } else if (done) {
      toast({
        title: "You did not have this draft any more.",
        description: "It was taken over, let go or decided. Nothing was changed.",
      })
    }
  }

  async function takeOver() {
    if (!held) return
    const done = await act(() => claimReview({ draftId: held.draftId, takeOver: true }))
    if (done?.outcome === "claimed") router.push(`/reviews/${held.draftId}`)
    else if (done) toast(DECIDED)
    setHeld(null)
  }

  async function assign(row: InboxRow, to: Reviewer | null) {
    const done = await act(() => assignReview({ draftId: row.id, personId: to?.id ?? null }))
    if (done?.outcome === "assigned") {
      toast({ title: to ? `Assigned to ${to.name}.` : "Assigned to nobody.", tone: "good" })
    } else if (done?.outcome === "no-reviewer") {
      toast({
        title: "This person cannot review any more.",
        description: "The draft stays assigned as it was.",
        tone: "bad",
      })
    } else if (done) toast(DECIDED)
  }

  return {
    busy,
    held,
    ask: (row: InboxRow) => row.claim && setHeld({ draftId: row.id, by: row.claim.name }),
    leave: () => setHeld(null),
    claim,
    letGo,
    takeOver,
    assign,
  }
}

export type InboxActs = ReturnType<typeof useInboxActs>
