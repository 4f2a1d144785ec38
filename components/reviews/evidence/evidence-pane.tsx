"use client"

import { useEffect, useRef, useState } from "react"
import { Tabs } from "#components/ui/tabs.tsx"
import type { EvidencePart } from "#lib/reviews/evidence-parts.ts"
import type { PlaceView } from "#lib/reviews/evidence-view.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import { Pane } from "../pane.tsx"
import type { PresentContact } from "../use-present-contact.ts"
import { BiomarkerTable } from "./biomarker-table.tsx"
import { LabDocument } from "./lab-document.tsx"
import { PresentRecord } from "./present-record.tsx"
import { SourceText } from "./source-text.tsx"
import type { HeldDocument } from "./use-held-document.ts"

/** Places to show, the best of each part; `turn` moves with each request, so that the same can be asked for again. */
export type Lit = { places: readonly PlaceView[]; turn: number }

const PART_OF = { biomarker: "biomarkers", text: "text", document: "document" } as const

/** The tab on which a place stands. */
export const partOf = (place: PlaceView): EvidencePart => PART_OF[place.source]

/** What the draft is held against: markers, lab document, the text the pipeline read, the present record. */
export function EvidencePane({
  review,
  contact,
  held,
  view,
  onView,
  lit,
  onOpened,
}: {
  review: ReviewView
  contact: PresentContact
  held: HeldDocument
  view: EvidencePart
  onView: (view: EvidencePart) => void
  lit: Lit | null
  /** The person has turned to a part: chosen it, or moved in it. */
  onOpened: (part: EvidencePart) => void
}) {
  const frame = useTurnedTo(() => onOpened(view))
  const [seen, setSeen] = useState<ReadonlySet<EvidencePart>>(new Set())
  if (!seen.has(view)) setSeen(new Set([...seen, view]))
  // Only on the part that is shown, for a place is scrolled to when it is lit.
  const place = lit?.places.find((one) => partOf(one) === view)
  const turn = lit?.turn ?? 0
  return (
    <Pane title="Evidence" part="evidence" bare>
      <div ref={frame} className="contents">
        <Tabs
          label="Evidence"
          value={view}
          onValueChange={(next) => {
            onView(next)
            onOpened(next)
          }}
          fill
          items={[
            {
              value: "biomarkers",
              label: "Biomarkers",
              count: review.biomarkers.length,
              panel: (
                <BiomarkerTable
                  biomarkers={review.biomarkers}
                  lit={place?.source === "biomarker" ? { index: place.index, turn } : null}
                />
              ),
            },
            {
              value: "document",
              label: "Document",
              flush: true,
              panel: (
                <LabDocument
                  review={review}
                  wanted={seen.has("document")}
                  contact={contact}
                  held={held}
                  lit={place?.source === "document" ? { ...place, turn } : null}
                />
              ),
            },
            {
              value: "text",
              label: "Source text",
              panel: (
                <SourceText
                  text={review.sourceText}
                  lit={place?.source === "text" ? { ...place, turn } : null}
                />
              ),
            },
            {
              value: "record",
              label: "Record",
              panel: <PresentRecord review={review} contact={contact} open={seen.has("record")} />,
            },
          ]}
        />
      </div>
    </Pane>
  )
}

/** Tells that the person presses, scrolls or types in an element. What merely stands on the screen was not turned to. */
function useTurnedTo(onTurned: () => void) {
  const element = useRef<HTMLDivElement>(null)
  const latest = useRef(onTurned)
  useEffect(() => {
    latest.current = onTurned
  })
  useEffect(() => {
    const frame = element.current
    const turned = () => latest.current()
    const signs = ["pointerdown", "wheel", "touchmove", "keydown"]
    for (const sign of signs) frame?.addEventListener(sign, turned, { passive: true })
    return () => {
      for (const sign of signs) frame?.removeEventListener(sign, turned)
    }
  }, [])
  return element
}
