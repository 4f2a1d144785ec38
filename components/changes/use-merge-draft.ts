"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useCallback, useEffect, useRef, useState } from "react"
import type { Kept } from "#components/shell/last-words.ts"
import { useLeaving } from "#components/shell/use-leaving.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { discardMergeDraftAction, saveMergeDraftAction } from "#lib/changes/actions.ts"
import type { MergeDraft } from "#lib/changes/merge-draft.ts"
import { mergesQuery } from "./change-queries.ts"

export type KeepState = "none" | "unsaved" | "saving" | "saved" | "failed" | "unreachable"

const PAUSE_MS = 800
const AGAIN_MS = 3000

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
  const [state, setState] = useState<KeepState>(input.begun ? "saved" : "none")
  const latest = useRef(text)
  latest.current = text
  /** What the server holds. */
  const stored = useRef(input.begun ? input.initial : null)
  const running = useRef<Promise<Kept> | null>(null)
  const queryClient = useQueryClient()

  /** When GHL changes yet again the editor begins anew, with what was typed so far. */
  const remember = (kept: MergeDraft | null) =>
    queryClient.setQueryData(mergesQuery(changeId).queryKey, (before = {}) => {
      const { [stepId]: _, ...others } = before
      return kept === null ? others : { ...others, [stepId]: kept }
    })

  const keep = useCallback(async (): Promise<Kept> => {
    while (running.current) await running.current
    const text = latest.current
    if (stored.current === text) {
      setState("saved")
      return "taken"
    }
    setState("saving")
    const attempt = async (): Promise<Kept> => {
      const result = await withSignIn(() =>
        saveMergeDraftAction({ changeId, stepId, found, text }),
      ).catch(() => undefined)
      if (result?.data) {
        stored.current = text
        setState(latest.current === text ? "saved" : "unsaved")
        return "taken"
      }
      setState(result ? "failed" : "unreachable")
      return result ? "refused" : "unreachable"
    }
    running.current = attempt()
    const kept = await running.current
    running.current = null
    return kept
  }, [changeId, stepId, found])

  // Each change of the text starts the pause anew.
  useEffect(() => {
    if (state !== "unsaved" && state !== "unreachable") return
    if (latest.current !== text) return
    const timer = setTimeout(keep, state === "unsaved" ? PAUSE_MS : AGAIN_MS)
    return () => clearTimeout(timer)
  }, [state, text, keep])

  useLeaving(state === "none" || state === "saved" ? null : keep)

  return {
    text,
    state,
    write(next: string) {
      setText(next)
      setState("unsaved")
      remember({ text: next, found })
    },
    keep: () => void keep(),
    /** Back to the offer; what was kept goes. */
    async startAgain(offer: string) {
      setText(offer)
      setState("none")
      remember(null)
      while (running.current) await running.current
      stored.current = null
      await withSignIn(() => discardMergeDraftAction({ stepId })).catch(() => undefined)
    },
  }
}
