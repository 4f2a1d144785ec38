"use client"

import { useRouter } from "next/navigation"
import { useCallback, useState } from "react"
import { useKept } from "#components/shell/use-kept.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import {
  discardComposerDraft,
  saveComposer,
  saveComposerDraft,
} from "#lib/contacts/composer-actions.ts"
import type { ComposerText } from "#lib/contacts/composer-plan.ts"
import type { ComposerState } from "#lib/contacts/composer-types.ts"
import type { LIFECYCLE_STEPS } from "#lib/contacts/lifecycle.ts"
import type { Problem } from "#lib/problem.ts"

type StepId = (typeof LIFECYCLE_STEPS)[number]["id"]

/** The composer's text, with the step's id as the actions know it. */
export type Writing = Omit<ComposerText, "lifecycleStep"> & { lifecycleStep: StepId | null }

const UNKNOWN: Problem = {
  kind: "network",
  title: "It is not known whether this was saved. Your text is still here.",
  advice: "Check your connection and save again: what was saved already is not written twice.",
}

const UNSENT: Problem = {
  kind: "network",
  title: "Caredesk could not be reached. Your text is still here.",
  advice: "Check your connection and try again.",
}

/**
 * What a person writes on a contact: on the screen at once, on the server after a pause, in GHL when
 * they save. Nothing typed goes before its change is done or the person discards it.
 */
export function useComposer(input: {
  contactId: string
  present: { callNotes: string; tags: string[] }
  initial: ComposerState
}) {
  const { contactId, present, initial } = input
  const router = useRouter()
  const begun = initial.draft
  const [open, setOpen] = useState(begun !== null)
  const [text, setText] = useState<Writing>(() => ({
    callNotes: begun?.callNotes ?? present.callNotes,
    note: begun?.note ?? "",
    lifecycleStep: (begun?.lifecycleStep as StepId | null | undefined) ?? null,
  }))
  const [seen, setSeen] = useState(begun?.seenCallNotes ?? present.callNotes)
  const [changeId, setChangeId] = useState<string | null>(begun?.changeId ?? null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  /** A save whose answer did not arrive. Until one does, its text stays as it was sent. */
  const [submissionId, setSubmissionId] = useState<string | null>(null)
  const draft = useKept(text, begun ? "saved" : "none", (text) =>
    withSignIn(() => saveComposerDraft({ contactId, text, seenCallNotes: seen })),
  )
  const { idle, forget } = draft

  const change = (part: Partial<Writing>) => {
    setText((now) => ({ ...now, ...part }))
    draft.changed()
    setProblem(null)
  }

  const start = () => {
    setText({ callNotes: present.callNotes, note: "", lifecycleStep: null })
    setSeen(present.callNotes)
    setOpen(true)
  }

  /** The person has seen the newer text: from here on theirs is held against it. */
  const acceptNewer = (callNotes: string) => {
    setSeen(present.callNotes)
    change({ callNotes })
  }

  async function discard() {
    setBusy(true)
    await idle()
    const result = await withSignIn(() => discardComposerDraft({ contactId })).catch(
      () => undefined,
    )
    setBusy(false)
    if (!result?.data) {
      setProblem(result?.serverError ?? UNSENT)
      return
    }
    setOpen(false)
    setChangeId(null)
    forget()
    setProblem(null)
  }

  async function save() {
    const attempt = submissionId ?? crypto.randomUUID()
    setBusy(true)
    setProblem(null)
    await idle()
    const result = await withSignIn(() =>
      saveComposer({
        contactId,
        submissionId: attempt,
        text,
        seenCallNotes: seen,
        seenTags: present.tags,
      }),
    ).catch(() => undefined)
    setBusy(false)
    setSubmissionId(result ? null : attempt)
    if (result?.data?.outcome === "stored") {
      setChangeId(result.data.changeId)
      draft.saved()
    } else {
      setProblem(
        result?.serverError ??
          (result?.data ? { kind: "bad-request", title: result.data.message } : UNKNOWN),
      )
    }
  }

  /** The change is over: done closes the composer, cancelled gives the text back to be saved again. */
  const onOver = useCallback(
    (status: string) => {
      setChangeId(null)
      if (status === "done") {
        setOpen(false)
        forget()
      }
      router.refresh()
    },
    [router, forget],
  )

  return {
    open,
    /** What is on the screen is being sent, was sent, or may have been: it cannot be edited now. */
    locked: busy || changeId !== null || submissionId !== null,
    text,
    seen,
    draftState: draft.state,
    changeId,
    busy,
    problem,
    start,
    change,
    keep: draft.keep,
    acceptNewer,
    discard,
    save,
    onOver,
  }
}
