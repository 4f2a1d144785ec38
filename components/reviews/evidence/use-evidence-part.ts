"use client"

import { useState } from "react"
import type { EvidencePart } from "#lib/reviews/evidence-parts.ts"
import type { PlaceView } from "#lib/reviews/evidence-view.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import { standSideBySide } from "../part-switch.tsx"
import { type Lit, partOf } from "./evidence-pane.tsx"

/** The part of the evidence that is read, and the places that are lit up in it. */
export function useEvidencePart(review: ReviewView, onOpened: (part: EvidencePart) => void) {
  const [part, setPart] = useState<EvidencePart>(
    review.biomarkers.length > 0 ? "biomarkers" : review.sourceText.trim() ? "text" : "record",
  )
  const [lit, setLit] = useState<Lit | null>(null)
  /** Lights places up, on the part the person reads when one of them is there and none is `wanted`. */
  const light = (places: readonly PlaceView[], wanted?: PlaceView) => {
    const parts = places.map(partOf)
    const shown = wanted ? partOf(wanted) : parts.includes(part) ? part : (parts[0] ?? part)
    setLit((now) => ({ places, turn: (now?.turn ?? 0) + 1 }))
    setPart(shown)
    // Where the panes lie one below the other, what lights up out of sight was not opened.
    if (wanted || standSideBySide()) onOpened(shown)
  }
  /** Puts the lights out: they were of another document. */
  const dark = () => setLit(null)
  return { part, setPart, lit, light, dark }
}
