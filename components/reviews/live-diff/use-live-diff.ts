"use client"

import { useMemo, useState } from "react"
import { usePaused } from "#components/ui/use-paused.ts"
import { liveDiff } from "#lib/reviews/live-diff.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import type { DiffPart } from "#lib/reviews/word-diff.ts"
import type { Texts } from "../draft/use-saved-texts.ts"
import type { PresentCallNotes } from "../present-call-notes.ts"

const PAUSE_MS = 150

/** What the texts are compared with: what came in, or what stands in GHL now. */
export type Against = "received" | "present"

type Choice = { against: Against; open: boolean | null }

/** Each person's choice, for as long as this tab lives: a preference, which no store of the browser needs to hold. */
const choices = new Map<string, Choice>()

export type LiveDiff = {
  open: boolean
  toggle: () => void
  against: Against
  compareWith: (against: Against) => void
  /** Whether the texts differ from those that came in. */
  edited: boolean
  /** Of each text; null where there is nothing to compare with, or nothing is shown. */
  parts: Record<keyof Texts, DiffPart[] | null>
  present: PresentCallNotes
}

/**
 * What has changed in the texts, compared at each short pause in typing. Until the person chooses, it is
 * shown from the first edit on: whoever only reads has it not in their way.
 */
export function useLiveDiff({
  review,
  texts,
  wanted,
  present,
}: {
  review: ReviewView
  texts: Texts
  /** call_notes as an approval would write them. */
  wanted: string
  present: PresentCallNotes
}): LiveDiff {
  const [choice, setChoice] = useState<Choice>(
    () => choices.get(review.me.id) ?? { against: "received", open: null },
  )
  const choose = (part: Partial<Choice>) => {
    const next = { ...choice, ...part }
    choices.set(review.me.id, next)
    setChoice(next)
  }
  const edited = texts.summary !== review.summary || texts.analysis !== review.analysis
  const open = choice.open ?? edited
  const { against } = choice
  const now = usePaused(
    useMemo(() => ({ ...texts, wanted }), [texts, wanted]),
    PAUSE_MS,
  )
  const { text: stands } = present
  const parts = useMemo(() => {
    if (!open) return { summary: null, analysis: null }
    if (against === "present") {
      return { summary: stands === null ? null : liveDiff(stands, now.wanted), analysis: null }
    }
    return {
      summary: liveDiff(review.summary, now.summary),
      analysis: liveDiff(review.analysis, now.analysis),
    }
  }, [open, against, stands, now, review.summary, review.analysis])
  return {
    open,
    toggle: () => choose({ open: !open }),
    against,
    compareWith: (next) => choose({ against: next }),
    edited,
    parts,
    present,
  }
}
