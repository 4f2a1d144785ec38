"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import {
  cancelChangeAction,
  doneByHandAction,
  resolveConflictAction,
  tryAgainAction,
} from "#lib/changes/actions.ts"
import type { Problem } from "#lib/problem.ts"
import { changeQuery } from "./change-queries.ts"

type Act = () => Promise<
  { data?: { ok: true } | { ok: false; reason: string }; serverError?: Problem } | undefined
>

const TOO_LATE: Problem = {
  kind: "conflict",
  title: "It is too late for that: the change has moved on.",
  advice: "Its present state is shown here.",
  canRetry: false,
}

const UNSENT: Problem = {
  kind: "network",
  title: "Caredesk could not be reached.",
  advice: "Check your connection and try again.",
}

/** What a person can do to a change on its way, with the failure of the last try. */
export function useChangeActs(changeId: string) {
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function run(act: Act) {
    setBusy(true)
    setProblem(null)
    const result = await withSignIn(act).catch(() => ({ serverError: UNSENT, data: undefined }))
    if (result?.serverError) setProblem(result.serverError)
    else if (!result?.data?.ok) setProblem(TOO_LATE)
    await queryClient.invalidateQueries({ queryKey: changeQuery(changeId).queryKey })
    setBusy(false)
  }

  return {
    busy,
    problem,
    cancel: () => run(() => cancelChangeAction({ changeId })),
    tryAgain: () => run(() => tryAgainAction({ changeId })),
    doneByHand: () => run(() => doneByHandAction({ changeId })),
    keepTheirs: () => run(() => resolveConflictAction({ changeId, choice: { keep: "theirs" } })),
    writeOurs: (seen: string) =>
      run(() => resolveConflictAction({ changeId, choice: { keep: "ours", seen } })),
  }
}
