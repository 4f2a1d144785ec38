import { lexiconOf } from "./lexicon.ts"
import { read } from "./reading.ts"
import type { EvidenceFinding, EvidenceSources } from "./types.ts"
import { listNumber } from "./unbound.ts"

/**
 * How many numbers and dates of a draft no finding speaks of: doses, spans of time, advice, counts of other
 * things. Numbers of a list, ordinals and words that only count (`one of them`) are none.
 */
export function uncomparedIn(
  text: string,
  sources: EvidenceSources,
  findings: readonly EvidenceFinding[],
): number {
  const reading = read(text, lexiconOf(sources.biomarkers), "draft")
  let next = 0
  return reading.items.filter((item, at) => {
    if (item.type !== "number" && item.type !== "range" && item.type !== "date") return false
    if (item.type === "number") {
      if (item.ordinal || (item.inWords && !item.unit && !item.time)) return false
      if (!item.unit && !item.time && listNumber(reading, at)) return false
    }
    while ((findings[next]?.end ?? item.start + 1) <= item.start) next += 1
    return (findings[next]?.start ?? item.end) >= item.end
  }).length
}
