"use client"

import { useState } from "react"
import { sameText } from "#lib/changes/normalise.ts"
import { combineCallNotes, type Keeping, withPart } from "#lib/reviews/call-notes.ts"
import type { ReviewContact, ReviewView } from "#lib/reviews/types.ts"
import type { Texts } from "./draft/use-saved-texts.ts"
import type { Result } from "./result/result-pane.tsx"

/** What an approval would write, with the choices that are the reviewer's. */
export function useResult(review: ReviewView, texts: Texts, contact: ReviewContact | null) {
  const found = review.origin === "watch"
  const [chosen, choose] = useState<{ over: string; keeping: Keeping } | null>(null)
  // Tags of text found in GHL may have moved long ago: none is chosen.
  const [withTags, setWithTags] = useState(!found)
  const othersText = found ? "" : (contact?.othersText ?? "")
  // A choice is about the text it was made over: about any other one nobody said anything.
  const keeping = chosen && sameText(chosen.over, othersText) ? chosen.keeping : "keep"
  const edited =
    !sameText(texts.summary, review.summary) || !sameText(texts.analysis, review.analysis)
  const callNotes = found
    ? withPart(contact?.callNotes ?? "", review.summary, texts.summary)
    : combineCallNotes({ summary: texts.summary, others: othersText, keeping, day: review.today })
  const signature = edited ? review.signature.edited : review.signature.unchanged
  const result: Result = {
    callNotes: found && sameText(texts.summary, review.summary) ? null : callNotes,
    tags: withTags ? { add: review.tagsToAdd, remove: review.tagsToRemove } : null,
    note:
      found && texts.analysis.trim() === "" ? null : `${texts.analysis.trimEnd()}\n\n${signature}`,
  }
  const tagsMove = result.tags !== null && result.tags.add.length + result.tags.remove.length > 0
  return {
    result,
    callNotes,
    othersText,
    edited,
    keeping,
    setKeeping: (keeping: Keeping) => choose({ over: othersText, keeping }),
    withTags,
    setWithTags,
    tagsMove,
    writes: result.callNotes !== null || tagsMove || result.note !== null,
  }
}
