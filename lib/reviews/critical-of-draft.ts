import type { CriticalValue, DraftSource } from "#lib/db/schema/reviews.ts"
import { criticalValues, limitedMarker } from "./critical.ts"
import { statedValues } from "./watch/stated-values.ts"

type Handed = { source: DraftSource; summary: string; analysis: string }

/** One and the same marker on the same side is one value, whatever name and unit it is told in. */
const keyOf = ({ name, side }: CriticalValue) => `${limitedMarker(name) ?? name} ${side}`

/**
 * Critical values of a draft of the pipeline: those of its list of markers, then those its source text
 * states beside it. Without a list, which is optional, its own texts are judged too: a value that is
 * told in a sentence alone must not wait its turn.
 */
export function criticalOfDraft({ source, summary, analysis }: Handed): CriticalValue[] {
  const list = source.biomarkers ?? []
  const texts = [source.text ?? "", ...(list.length === 0 ? [summary, analysis] : [])]
  const critical = criticalValues(list)
  const known = new Set(critical.map(keyOf))
  for (const value of texts.flatMap((text) => criticalValues(statedValues(text)))) {
    const key = keyOf(value)
    if (!known.has(key)) critical.push(value)
    known.add(key)
  }
  return critical
}
