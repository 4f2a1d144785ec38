import { likeness, type Measured } from "./compare.ts"
import type { Bounds, Facts, MarkerFacts, Stated } from "./facts.ts"
import type { MarkerItem, NumberItem } from "./items.ts"
import type { Reading } from "./reading.ts"
import type { EvidenceFinding } from "./types.ts"
import type { Unit } from "./units.ts"
import { placesOf, type Quote } from "./words.ts"

/** A finding but for its place. */
export type Judgement = Pick<EvidenceFinding, "kind" | "verdict" | "places" | "message">

/** What every number and range of a draft is judged with. */
export type Context = {
  reading: Reading
  facts: Facts
  quote: Quote
  /** Markers of numbers that are listed in the order of their names. */
  paired: Map<number, MarkerItem>
}

const LAB_DIMENSION =
  /\/volume$|^percent$|^mmol\/mol$|^clearance$|^sedimentation$|^os|ratio$|^volume$|^mg\/mmol$/

export const isLabUnit = (item: { unit?: NumberItem["unit"] }) =>
  item.unit !== undefined && (LAB_DIMENSION.test(item.unit.dimension) || isTiny(item.unit))

/** Picograms are weighed by labs alone. */
const isTiny = ({ dimension, factor }: Unit) => dimension === "mass" && factor < 1e-9

/** A unit of no lab and of no dose: pounds, inches, beats a minute. */
export const isBodyUnit = (item: { unit?: NumberItem["unit"] }) =>
  item.unit !== undefined && !isLabUnit(item) && !isDoseUnit(item)

/** Milligrams, units, and anything a day: what is swallowed. */
export const isDoseUnit = (item: { unit?: NumberItem["unit"] }) =>
  item.unit !== undefined &&
  !isTiny(item.unit) &&
  // Kilograms are weighed.
  !(item.unit.dimension === "mass" && item.unit.factor >= 1e3) &&
  /^(mass|activity)$|\/(d|day|week|wk|kg|serving)$/.test(item.unit.dimension)

export const kindOf = (item: NumberItem): EvidenceFinding["kind"] =>
  item.unit?.dimension === "percent" ? "percentage" : item.unit ? "value" : "number"

export const factsOf = (facts: Facts, marker: MarkerItem): MarkerFacts[] =>
  marker.ids.flatMap((id) => facts.markers.get(id) ?? [])

export const without = ({ comparison: _, ...item }: NumberItem): NumberItem => item

export const textOf = (reading: Reading, item: { start: number; end: number }) =>
  reading.text.slice(item.start, item.end).replace(/\s+/g, " ")

/** Whether a marker is measured in percent, or may be, as far as the sources tell. */
export function inPercent(marker: MarkerFacts): boolean {
  const units = [...marker.values, ...marker.earlier].map(({ number }) => number.unit?.dimension)
  const known = units.filter((unit) => unit !== undefined)
  return known.length === 0 || known.some((unit) => unit === "percent" || unit === "mmol/mol")
}

/** A range's unit stands behind its second number only, or in the row's value. */
export function withUnitOf(limit: Measured, bounds: Bounds): Measured {
  const unit = limit.unit ?? bounds.high?.unit ?? bounds.low?.unit
  return unit ? { ...limit, unit } : limit
}

/** The judgement that the sources say it, `as` an earlier value or the present one. */
export function told(
  kind: EvidenceFinding["kind"],
  marker: MarkerFacts,
  hits: Stated[],
  quote: Quote,
  as?: string,
): Judgement {
  const [first] = hits
  const number = first ? said(first, quote) : ""
  return {
    kind,
    verdict: "supported",
    places: placesOf(hits.map(({ place }) => place)),
    message: as
      ? `The sources have ${number} as ${as} of ${marker.name}.`
      : `The report has ${number} for ${marker.name}.`,
  }
}

/** A value as its source writes it; an earlier one of a biomarker is not the biomarker's own. */
export function said({ number, place, day }: Stated, quote: Quote): string {
  if (place.source !== "biomarker") return quote(place)
  if (day === undefined) return quote(place)
  return String(number.value)
}

/** The judgement on a value of a marker that has none in the sources. */
export function nothingFor(
  kind: EvidenceFinding["kind"],
  marker: MarkerFacts,
  quote: Quote,
): Judgement {
  const [words] = marker.words
  if (words) {
    return {
      kind,
      verdict: "contradicted",
      places: [words.place],
      message: `The report has ${quote(words.place)} for ${marker.name}.`,
    }
  }
  return {
    kind,
    verdict: "not-found",
    places: placesOf(marker.mentions),
    message: `The sources have no value for ${marker.name}.`,
  }
}

/** Whether a number is one that the sources have of a marker: a value, an earlier one, a bound of its range. */
export const hasFigure = (marker: MarkerFacts, item: NumberItem) =>
  [
    ...marker.values.map(({ number }) => number),
    ...marker.earlier.map(({ number }) => number),
    ...marker.ranges.flatMap(({ low, high }) => [low, high].filter((one) => one !== undefined)),
  ].some((number) => likeness(item, number, marker.id) === "same")

/** `vitamin D at 2,000 IU`: an amount of what labs measure by volume, and no value of it in another unit. */
export const isDoseOf = (item: NumberItem, marker: MarkerFacts) =>
  isDoseUnit(item) &&
  marker.values.length > 0 &&
  marker.values.every(
    ({ number }) =>
      number.unit?.dimension.endsWith("/volume") &&
      likeness(without(item), { ...number, unit: item.unit ?? number.unit }, marker.id) ===
        "different",
  )
