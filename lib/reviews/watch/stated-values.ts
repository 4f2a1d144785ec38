import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { factsIn } from "../evidence/facts.ts"

/** A number, and behind it nothing but its unit. */
const NUMBER_AND_UNIT = /^(?<number>[\d][\d.,]*)\s*(?<unit>\S.*)$/s

/** Words before a number that make it a change and no value: `up 15 %`, `gained about 0.8 g/dL`. */
const CHANGE =
  /(?:[+−]\s?|\b(?:up|down|by|gained|lost|rose|fell|upward|downward|increased|decreased|dropped|declined)(?:\s+(?:about|almost|approximately|around|nearly|roughly|some))*\s+)$/i

/**
 * Values that a text by itself states of markers it names, each with the unit it writes. What stands
 * without a unit, as a bound (`above 400`), as a range, as a change or as an earlier value is left out: to be relied
 * on, a value must be read without knowing the report.
 */
export function statedValues(text: string): DraftBiomarker[] {
  const { markers } = factsIn({
    biomarkers: [],
    sourceText: text,
    documentPages: [],
    client: { name: null, birthDate: null },
  })
  return [...new Set(markers.values())].flatMap(({ name, values, derived }) =>
    (derived ? [] : values).flatMap(({ number, place }): DraftBiomarker[] => {
      if (place.source !== "text" || number.comparison) return []
      if (CHANGE.test(text.slice(Math.max(0, place.start - 40), place.start))) return []
      const written = NUMBER_AND_UNIT.exec(text.slice(place.start, place.end).trim())
      const unit = written?.groups?.unit
      return unit ? [{ name, value: number.value, unit }] : []
    }),
  )
}
