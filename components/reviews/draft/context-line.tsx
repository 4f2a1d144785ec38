"use client"

import { PenLine } from "lucide-react"
import { Button } from "#components/ui/button.tsx"
import type { PlaceView } from "#lib/reviews/evidence-view.ts"
import { VERDICT_WORDS } from "./marks.ts"
import type { Finding } from "./use-evidence.ts"
import { VerdictIcon } from "./verdict-icon.tsx"

const placeWords = (place: PlaceView): string =>
  place.source === "biomarker"
    ? "Biomarkers"
    : place.source === "text"
      ? "Source text"
      : `Document, page ${place.page}`

/** One button a kind of place; the best of each kind comes first in the finding. */
const distinct = (places: readonly PlaceView[]) =>
  places.filter(
    (place, n) => places.findIndex((one) => placeWords(one) === placeWords(place)) === n,
  )

/** What stands where the person is in the text: what the sources say of it, and who wrote it. */
export function ContextLine({
  finding,
  claim,
  author,
  onLight,
}: {
  finding: Finding | null
  claim: string
  /** In words, such as `by Dana, 3 min ago`. */
  author: string | null
  /** Lights places up and turns to `wanted`, which comes first. */
  onLight: (places: readonly PlaceView[], wanted: PlaceView) => void
}) {
  return (
    <div className="px-4 py-2 text-sm" aria-live="polite">
      {finding && (
        <div className="flex items-start gap-2">
          <span className="mt-0.5">
            <VerdictIcon verdict={finding.verdict} />
          </span>
          <p className="min-w-0 flex-1">
            <span className="font-medium">{VERDICT_WORDS[finding.verdict]}: </span>
            <bdi className="font-medium break-words">{claim}</bdi>{" "}
            <span className="text-ink-soft">{finding.message}</span>
          </p>
        </div>
      )}
      {finding && finding.places.length > 0 && (
        <div className="mt-1.5 ml-6 flex flex-wrap gap-1.5">
          {distinct(finding.places).map((place) => (
            <Button
              key={placeWords(place)}
              size="small"
              onClick={() => onLight([place, ...finding.places], place)}
            >
              {placeWords(place)}
            </Button>
          ))}
        </div>
      )}
      <AuthorLine author={author} />
    </div>
  )
}

/** Who wrote what lies under the pointer or at the caret, in words; how to see it where neither is in the text. */
export function AuthorLine({ author }: { author: string | null }) {
  return (
    <p className="flex min-h-5 items-center gap-2 text-xs text-ink-muted">
      <PenLine aria-hidden className="size-3.5 shrink-0" />
      {author ?? "Point at the text, or move into it, to see who wrote it."}
    </p>
  )
}
