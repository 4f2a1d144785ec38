"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState, useTransition } from "react"
import { readChangesAgain } from "#components/changes/change-queries.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { useToast } from "#components/ui/toast.tsx"
import type { Problem } from "#lib/problem.ts"
import { acceptDriftAction } from "#lib/reconcile/actions.ts"

const UNSENT: Problem = {
  kind: "network",
  title: "Caredesk could not be reached.",
  advice: "Check your connection and try again.",
}

/** Takes a difference off the list: the person has looked at it. Nothing is written to GHL. */
export function useLeaveIt(driftId: string) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const toast = useToast()
  const [sending, setSending] = useState(false)
  const [reading, startReading] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)

  async function leave() {
    setSending(true)
    setProblem(null)
    const result = await withSignIn(() => acceptDriftAction({ driftId })).catch(() => undefined)
    setSending(false)
    if (!result?.data) {
      setProblem(result?.serverError ?? UNSENT)
      return
    }
    toast({ title: "Left as it is in GoHighLevel", tone: "good" })
    startReading(() => router.refresh())
    // What was left so needs nobody: neither the navigation nor the board counts it any more.
    await readChangesAgain(queryClient)
  }

  return { leave, busy: sending || reading, problem }
}
