"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { useKept } from "#components/shell/use-kept.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { saveMergeDraftAction } from "#lib/changes/actions.ts"
import { mergeTexts } from "#lib/changes/merge.ts"
import type { MergeDraft } from "#lib/changes/merge-draft.ts"
import { mergesQuery } from "./change-queries.ts"
import { type MergeClash, mergeSaves } from "./merge-saves.ts"

/** What was typed over an earlier state of GHL, put together with the present one. */
const carriedOver = ({ text, found: before }: MergeDraft, found: string): string | null =>
  before === found || text === null ? text : mergeTexts(before, found, text).text

/** How what the editor begins with stands to the server, which keeps nothing over an earlier state. */
function begunAs(kept: MergeDraft | null, found: string): "none" | "saved" | "unsaved" {
  if (kept?.found === found) return "saved"
  return kept === null || kept.text === null ? "none" : "unsaved"
}

/**
 * A merged text: on the screen at once, in the store after a pause, so that neither a closed tab nor a
 * sign-out takes it. `found` is what stands in GHL on the screen, `offer` the text while nothing was typed,
 * `kept` how the person left it before; in an `outline` that may be out of date, and nothing of it is sent.
 */
export function useMergeDraft(input: {
  changeId: string
  stepId: string
  found: string
  offer: string
  kept: MergeDraft | null
  outline: boolean
}) {
  const { changeId, stepId, found, offer, kept, outline } = input
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState(() => (kept ? carriedOver(kept, found) : null))
  const latest = useRef(typed)
  const [clash, setClash] = useState<MergeClash | null>(null)
  const [saves] = useState(() =>
    mergeSaves(kept?.found === found ? kept.version : 0, async (text, version) => {
      const result = await withSignIn(() =>
        saveMergeDraftAction({ changeId, stepId, found, text, version }),
      )
      if (!result) throw new Error("No answer")
      return result.data
    }),
  )

  /** When GHL changes yet again the editor begins anew, with what was typed so far. */
  const remember = () =>
    queryClient.setQueryData(mergesQuery(changeId).queryKey, (before = {}) => ({
      ...before,
      [stepId]: { text: latest.current, found, version: saves.version() },
    }))

  const draft = useKept(typed, outline ? "none" : begunAs(kept, found), async (text) => {
    const answer = await saves.save(text)
    if (answer) setClash(answer.outcome === "clash" ? answer : null)
    if (answer?.outcome !== "kept") return {}
    remember()
    return { data: answer }
  })

  const show = (next: string | null) => {
    latest.current = next
    setTyped(next)
    remember()
  }
  const change = (next: string | null) => {
    show(next)
    // In a clash nothing is sent before the person has chosen.
    if (!clash) draft.changed()
  }

  return {
    text: typed ?? offer,
    state: draft.state,
    keep: () => void draft.keep(),
    write: (next: string) => change(next),
    /** Back to the offer; what was kept goes. */
    startAgain: () => change(null),
    /** What the same person's other tab keeps instead; ours stands on the screen alone. */
    clash: clash && { theirs: clash.text ?? offer },
    /** Goes on after a clash: with the other tab's text, or with ours over it, which the person has seen. */
    settle(choice: "mine" | "theirs") {
      if (!clash) return
      saves.goOnFrom(clash)
      setClash(null)
      if (choice === "mine") {
        void draft.keep()
        return
      }
      show(clash.text)
      draft.saved()
    },
  }
}
