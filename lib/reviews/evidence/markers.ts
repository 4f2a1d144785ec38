import { isDoseUnit } from "./claims.ts"
import { isAdvice, wordsAround } from "./context.ts"
import type { Facts } from "./facts.ts"
import { isGeneral } from "./general.ts"
import type { Reading } from "./reading.ts"
import type { EvidenceFinding } from "./types.ts"
import { placesOf } from "./words.ts"

const NOT_MEASURED =
  /(?:^| )(?:(?:not|n ' t|' t|never|without) (?:been |yet |also |currently )?(?:tested|measured|included|available|ordered|run|part|reported|checked|drawn)|missing|unavailable|no .{0,60} (?:measured|tested|available|reported))(?: |$)/

/** Judges the biomarkers that a draft names. */
export function markerFindings(reading: Reading, facts: Facts): EvidenceFinding[] {
  return reading.items.flatMap((item, at): EvidenceFinding[] => {
    if (item.type !== "marker") return []
    const known = item.ids.flatMap((id) => facts.markers.get(id) ?? [])
    const { start, end } = item
    if (known.length > 0) {
      const names = known.map(({ name }) => name)
      return [
        {
          kind: "marker",
          start,
          end,
          verdict: "supported",
          places: placesOf(known.flatMap(({ mentions }) => mentions)),
          message: `The report has ${names[0]}.`,
        },
      ]
    }
    if (known.length === 0 && NOT_MEASURED.test(wordsAround(reading, at))) return []
    // Food, advice and proposed tests may name what was not measured.
    if (isGeneral(reading.items, at) || isAdvice(wordsAround(reading, at)) || item.everyday)
      return []
    // `A cystatin C test would settle it`: not measured yet.
    if (
      /(?:^| )(?:would|could|might|if|order|ordering|add-on)(?: |$)/.test(wordsAround(reading, at))
    )
      return []
    // `omega-3 2 g/day` is taken, not measured.
    const next = reading.items[at + 1]
    if (next?.type === "number" && isDoseUnit(next)) return []
    const name = reading.text.slice(start, end)
    return [
      {
        kind: "marker",
        start,
        end,
        verdict: "not-found",
        places: [],
        message: `No source names ${name}.`,
      },
    ]
  })
}
