"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import {
  cancelChangeAction,
  carryOnAction,
  doneByHandAction,
  resolveConflictAction,
  rewriteNoteAction,
  tryAgainAction,
  undoChangeAction,
} from "#lib/changes/actions.ts"
import type { Problem } from "#lib/problem.ts"
import { acceptDriftAction } from "#lib/reconcile/actions.ts"
import { readChangesAgain } from "./change-queries.ts"
import type { ReasonAsked } from "./merge-reason.tsx"

type Answer =
  | { ok: true }
  | { ok: false; reason: string }
  | { accepted: boolean }
  | { outcome: "stored" | "too-late" }
  | ({ outcome: "needs-reason" } & ReasonAsked)
  | ({ outcome: "document-unread" } & Pick<ReasonAsked, "documentUnread">)
  | { outcome: "refused"; message: string }

type Act = () => Promise<{ data?: Answer; serverError?: Problem } | undefined>

const TOO_LATE: Problem = {
  kind: "conflict",
  title: "It is too late for that: the change has moved on.",
  advice: "Its present state is shown here.",
  canRetry: false,
}

const BUSY: Problem = {
  kind: "conflict",
  title: "Caredesk is at work on this change at this very moment.",
  advice: "Nothing was done. Ask again in a few seconds.",
  canRetry: false,
}

const UNSENT: Problem = {
  kind: "network",
  title: "Caredesk could not be reached.",
  advice: "Check your connection and try again.",
}

/** Why an act had no effect; null when it had. */
function problemIn(result: Awaited<ReturnType<Act>>): Problem | null {
  if (result?.serverError) return result.serverError
  const answer = result?.data
  if (!answer) return UNSENT
  if ("accepted" in answer) return answer.accepted ? null : TOO_LATE
  if ("ok" in answer) return answer.ok ? null : answer.reason === "busy" ? BUSY : TOO_LATE
  if (answer.outcome === "refused") {
    return { kind: "bad-request", title: answer.message, canRetry: false }
  }
  return answer.outcome === "too-late" ? TOO_LATE : null
}

/**
 * The text for which the server wanted a reason or a yes, and what for. `withoutDocument`: it was not held
 * against a document that could not be read; what it contradicts by an answer before stays beside it.
 */
type AskedOver = ReasonAsked & { text: string; withoutDocument: boolean }

function askedIn(answer: Answer | undefined, text: string, before: AskedOver | null) {
  if (!answer || !("outcome" in answer)) return null
  const { outcome } = answer
  if (outcome === "needs-reason") return { ...answer, text, withoutDocument: false }
  if (outcome !== "document-unread") return null
  const contradictions = before?.text === text ? before.contradictions : []
  return { documentUnread: answer.documentUnread, contradictions, text, withoutDocument: true }
}

/** What a person can do to a change, with the failure of the last try. Each act tells whether it had effect. */
export function useChangeActs(changeId: string) {
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [asked, setAsked] = useState<AskedOver | null>(null)

  async function run(act: Act, text = ""): Promise<boolean> {
    setBusy(true)
    setProblem(null)
    const result = await withSignIn(act).catch(() => ({ serverError: UNSENT, data: undefined }))
    const failed = problemIn(result)
    setProblem(failed)
    const wants = askedIn(result?.data, text, asked)
    setAsked(wants)
    await readChangesAgain(queryClient)
    setBusy(false)
    return failed === null && wants === null
  }

  return {
    busy,
    problem,
    /** Not written: a reason or a yes is wanted for this merged text. */
    asked,
    cancel: () => run(() => cancelChangeAction({ changeId })),
    tryAgain: () => run(() => tryAgainAction({ changeId })),
    doneByHand: (stepId: string | undefined) => run(() => doneByHandAction({ changeId, stepId })),
    keepTheirs: (stepId: string, seen: string) =>
      run(() => resolveConflictAction({ changeId, stepId, choice: { keep: "theirs", seen } })),
    writeOurs: (stepId: string, seen: string) =>
      run(() => resolveConflictAction({ changeId, stepId, choice: { keep: "ours", seen } })),
    writeMerged: (merged: {
      stepId: string
      seen: string
      text: string
      reason: string
      contradictionsSeen: string[]
      withoutDocument: boolean
    }) => run(() => carryOnAction({ changeId, ...merged }), merged.text),
    rewriteNote: () => run(() => rewriteNoteAction({ changeId })),
    leaveAltered: (driftId: string) => run(() => acceptDriftAction({ driftId })),
    undo: () => run(() => undoChangeAction({ changeId })),
  }
}

export type ChangeActs = ReturnType<typeof useChangeActs>
