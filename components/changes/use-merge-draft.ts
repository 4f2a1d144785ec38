"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useKept } from "#components/shell/use-kept.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { discardMergeDraftAction, saveMergeDraftAction } from "#lib/changes/actions.ts"
import type { MergeDraft } from "#lib/changes/merge-draft.ts"
import { mergesQuery } from "./change-queries.ts"

/**
 * A merged text: on the screen at once, in the store after a pause, so that neither a closed tab nor a
 * sign-out takes it. `found` is what stands in GHL on the screen. `begun`: whether it comes from the store.
 */
export function useMergeDraft(input: {
  changeId: string
  stepId: string
  found: string
  initial: string
  begun: boolean
}) {
  const { changeId, stepId, found } = input
  const [text, setText] = useState(input.initial)
  const draft = useKept(text, input.begun, (text) =>
    withSignIn(() => saveMergeDraftAction({ changeId, stepId, found, text })),
  )
  const queryClient = useQueryClient()

  /** When GHL changes yet again the editor begins anew, with what was typed so far. */
  const remember = (kept: MergeDraft | null) =>
    queryClient.setQueryData(mergesQuery(changeId).queryKey, (before = {}) => {
      const { [stepId]: _, ...others } = before
      return kept === null ? others : { ...others, [stepId]: kept }
    })

  return {
    text,
    state: draft.state,
    write(next: string) {
      setText(next)
      draft.changed()
      remember({ text: next, found })
    },
    keep: () => void draft.keep(),
    /** Back to the offer; what was kept goes. */
    async startAgain(offer: string) {
      // A save that is on its way would put the text back.
      await draft.idle()
      setText(offer)
      draft.forget()
      remember(null)
      await withSignIn(() => discardMergeDraftAction({ stepId })).catch(() => undefined)
    },
  }
}
