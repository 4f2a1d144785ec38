import {
  type Context,
  factsOf,
  inPercent,
  isBodyUnit,
  isDoseUnit,
  isLabUnit,
  type Judgement,
  kindOf,
  textOf,
  told,
  without,
  withUnitOf,
} from "./claims.ts"
import { inUnitOf, likeness, type Measured, measuredOf } from "./compare.ts"
import { isAdvice, isAdvised, roleOf, wordsAround, wordsBefore } from "./context.ts"
import { compares, isCell, isNamedNear } from "./cues.ts"
import type { Bounds, MarkerFacts } from "./facts.ts"
import type { NumberItem, RangeItem } from "./items.ts"
import { judgeSpan } from "./spans.ts"
import { isRowGap, subjectAt } from "./subjects.ts"
import { placesOf, type Quote } from "./words.ts"

type Side = { limit: Measured; bounds: Bounds }

const sidesOf = (marker: MarkerFacts): Side[] =>
  marker.ranges.flatMap((bounds) =>
    [bounds.low, bounds.high].flatMap((limit) =>
      limit ? [{ limit: withUnitOf(limit, bounds), bounds }] : [],
    ),
  )

/** The judgement that a number is a bound of the marker's range; null when it is none. */
export function limitTold(item: NumberItem, marker: MarkerFacts, quote: Quote): Judgement | null {
  const claim = without(item)
  const hits = sidesOf(marker).filter(({ limit }) => likeness(claim, limit, marker.id) === "same")
  const [first] = hits
  if (!first) return null
  return {
    kind: "range",
    verdict: "supported",
    places: placesOf(hits.map(({ bounds }) => bounds.place)),
    message: `The report's range for ${marker.name} is ${quote(first.bounds.place, "range")}.`,
  }
}

/** Judges a number that the sentence calls a limit or a goal. */
export function judgeLimit(
  { reading, quote }: Context,
  at: number,
  item: NumberItem,
  marker: MarkerFacts,
  role: "limit" | "goal",
): Judgement {
  const limit = limitTold(item, marker, quote)
  if (limit) return limit
  const alike = ({ number }: { number: Measured }) => likeness(item, number, marker.id) === "same"
  const values = marker.values.filter(alike)
  if (values.length > 0) return told(kindOf(item), marker, values, quote)
  // `lower than 6.2`, `was above its limit at 51`: a value of before, whatever words stand before it.
  const plain = item.worded ? without(item) : item
  const earlier = marker.earlier.filter(
    ({ number }) => likeness(plain, number, marker.id) === "same",
  )
  const beside = isCell(reading, at) || compares(reading, at) || isNamedNear(reading, at, marker)
  if (earlier.length > 0 && beside)
    return told(kindOf(item), marker, earlier, quote, "an earlier value")
  const [bounds] = marker.ranges
  if (!bounds || role === "goal") {
    return {
      kind: "range",
      verdict: "not-found",
      places: [],
      message:
        role === "goal"
          ? `No source has ${textOf(reading, item)} as a goal for ${marker.name}.`
          : `The sources have no range for ${marker.name}.`,
    }
  }
  return {
    kind: "range",
    verdict: "contradicted",
    places: placesOf(marker.ranges.map(({ place }) => place)),
    message: `The report's range for ${marker.name} is ${quote(bounds.place, "range")}.`,
  }
}

/** `above 100 mg/dL`, `<0.5`: a comparison that the value bears out, with a limit that no source has. */
export function judgeComparison(
  item: NumberItem,
  marker: MarkerFacts,
  quote: Quote,
): Judgement | null {
  const limit = limitTold(item, marker, quote)
  if (limit) return limit
  const value = marker.values[0]
  const size = value ? inUnitOf(item, value.number, marker.id) : null
  if (!value || size === null) return null
  const holds = item.comparison?.startsWith(">") ? size >= item.value : size <= item.value
  if (!holds || value.number.comparison) return null
  return {
    kind: kindOf(item),
    verdict: "not-found",
    places: [value.place],
    message: `The report has ${quote(value.place)} for ${marker.name}, but no source has this limit.`,
  }
}

/** Judges a range; null for what no lab report would say. */
export function judgeRange(context: Context, at: number, item: RangeItem): Judgement | null {
  const { reading, facts, quote, paired } = context
  if (item.time || isDoseUnit(item)) return null
  const subject = subjectAt(reading, at, paired)
  const markers = subject
    ? [subject.marker, ...subject.others].flatMap((marker) => factsOf(facts, marker))
    : []
  const low = withUnitOf(measuredOf(item.low), {
    ...(item.unit ? { high: { value: 0, decimals: 0, unit: item.unit } } : {}),
    place: { source: "text", start: 0, end: 0 },
  })
  const claims = {
    low: { ...item.low, ...low },
    high: item.unit ? { ...item.high, unit: item.unit } : item.high,
  }
  const [main] = markers
  const span = main && judgeSpan(reading, at, item, claims, main, quote)
  if (span) return span
  // A percentage of a marker that is not measured in percent is not its range.
  const foreign = item.unit?.dimension === "percent" && !markers.some(inPercent)
  const results = (foreign ? [] : markers).map((marker) => ({
    marker,
    ...againstRanges(claims, marker),
  }))
  const hit = results.find(({ hits }) => hits.length > 0)
  if (hit) return rangeTold(hit.marker, hit.hits, quote)
  const [first] = results
  const role = roleOf(reading, at, item)
  const named =
    role === "limit" ||
    /(?:range|reference|normal|interval|limits|norm|nl|ref|zone|between)/.test(
      wordsBefore(reading, at),
    )
  const row = subject !== null && isRowGap(reading.items, subject.marker, at)
  const behind =
    subject !== null && subject.marker.end <= item.start && !isAdvice(wordsAround(reading, at))
  if (
    first &&
    (subject?.bond !== "topic" || named) &&
    (item.unit || named || row || behind || subject?.bond === "tight")
  ) {
    if (role === "goal" || first.marker.ranges.length === 0) {
      return {
        kind: "range",
        verdict: "not-found",
        places: [],
        message: `No source has this range for ${first.marker.name}.`,
      }
    }
    const bounds = first.marker.ranges[0] as Bounds
    const unit = first.unit ? ": the unit differs" : ""
    return {
      kind: "range",
      verdict: "contradicted",
      places: placesOf(first.marker.ranges.map(({ place }) => place)),
      message: `The report's range for ${first.marker.name} is ${quote(bounds.place, "range")}${unit}.`,
    }
  }
  if (!isLabUnit(item) && !isBodyUnit(item) && !named && item.low.decimals === 0) return null
  for (const marker of subject ? [] : (facts.rangeOwners.get(item.low.value) ?? [])) {
    const { hits } = againstRanges(claims, marker)
    if (hits.length > 0) return rangeTold(marker, hits, quote)
  }
  const places = (facts.ranges.get(item.low.value) ?? []).filter(
    ({ item: other }) => other.low.value === item.low.value && other.high.value === item.high.value,
  )
  if (places.length > 0 && !subject) {
    return {
      kind: "range",
      verdict: "supported",
      places: placesOf(places.map(({ place }) => place)),
      message: "The sources have this range.",
    }
  }
  if (isAdvice(wordsAround(reading, at)) && !named) return null
  if (isBodyUnit(item) && isAdvised(wordsBefore(reading, at))) return null
  return { kind: "range", verdict: "not-found", places: [], message: "No source has this range." }
}

function rangeTold(marker: MarkerFacts, hits: Bounds[], quote: Quote): Judgement {
  return {
    kind: "range",
    verdict: "supported",
    places: placesOf(hits.map(({ place }) => place)),
    message: `The report's range for ${marker.name} is ${hits[0] ? quote(hits[0].place, "range") : ""}.`,
  }
}

function againstRanges(
  claim: { low: NumberItem; high: NumberItem },
  marker: MarkerFacts,
): { hits: Bounds[]; unit: boolean } {
  let unit = false
  const hits = marker.ranges.filter((bounds) => {
    const [low, high] = [bounds.low ?? { value: 0, decimals: 0 }, bounds.high]
    if (!high) return false
    const likenesses = [
      likeness(claim.low, withUnitOf(low, bounds), marker.id),
      likeness(claim.high, withUnitOf(high, bounds), marker.id),
    ]
    if (likenesses.includes("unit") && !likenesses.includes("different")) unit = true
    return likenesses.every((one) => one === "same")
  })
  return { hits, unit }
}
