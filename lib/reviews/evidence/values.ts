import { inUnitOf, likeness, type Measured, measuredOf } from "./compare.ts"
import {
  isAdvice,
  isRough,
  type Role,
  roleOf,
  wordsAround,
  wordsBefore,
  wordsBehind,
} from "./context.ts"
import { agree } from "./dates.ts"
import type { Bounds, Facts, MarkerFacts, Stated } from "./facts.ts"
import type { Item, MarkerItem, NumberItem, RangeItem } from "./items.ts"
import { isNumber, type Reading, wordOf } from "./reading.ts"
import { type Bond, isRowGap, pairs, subjectAt } from "./subjects.ts"
import type { EvidenceFinding } from "./types.ts"
import { listed, ownerOf, placesOf, type Quote } from "./words.ts"

type Judgement = Pick<EvidenceFinding, "kind" | "verdict" | "places" | "message">

const LAB_DIMENSION =
  /\/volume$|^percent$|^mmol\/mol$|^clearance$|^sedimentation$|^os|ratio$|^volume$|^mg\/mmol$/
const isLabUnit = (item: { unit?: NumberItem["unit"] }) =>
  item.unit !== undefined && LAB_DIMENSION.test(item.unit.dimension)
/** Milligrams, units, and anything a day: what is swallowed. */
const isDoseUnit = (item: { unit?: NumberItem["unit"] }) =>
  item.unit !== undefined &&
  /^(mass|activity)$|\/(d|day|week|wk|kg|serving)$/.test(item.unit.dimension)

const kindOf = (item: NumberItem): EvidenceFinding["kind"] =>
  item.unit?.dimension === "percent" ? "percentage" : item.unit ? "value" : "number"

// Behind a bare number: it counts things and measures nothing.
const COUNTED = new Set(
  "option options time times marker markers biomarker biomarkers value values visit visits result results question questions step steps reason reasons thing things test tests point points of other others more items topics areas panels reports category categories".split(
    " ",
  ),
)

/** Judges the numbers and ranges of a draft. */
export function valueFindings(reading: Reading, facts: Facts, quote: Quote): EvidenceFinding[] {
  const paired = pairs(reading)
  const findings: EvidenceFinding[] = []
  for (const [at, item] of reading.items.entries()) {
    if (item.type === "range") {
      const trend = trendOf(reading, at, item, facts, paired)
      for (const part of trend ?? [])
        findings.push(
          judged(part.item, judgeNumber(reading, at, part.item, facts, quote, paired, part.role)),
        )
      if (trend) continue
      const judgement = judgeRange(reading, at, item, facts, quote, paired)
      if (judgement) findings.push({ start: item.start, end: item.end, ...judgement })
    } else if (item.type === "number" && !item.ordinal && !item.time) {
      const judgement = judgeNumber(reading, at, item, facts, quote, paired)
      if (judgement) findings.push({ start: item.start, end: item.end, ...judgement })
    }
  }
  return findings

  function judged(item: NumberItem, judgement: Judgement | null): EvidenceFinding {
    const none: Judgement = {
      kind: kindOf(item),
      verdict: "not-found",
      places: [],
      message: "No source has this number.",
    }
    return { start: item.start, end: item.end, ...(judgement ?? none) }
  }
}

const factsOf = (facts: Facts, marker: MarkerItem): MarkerFacts[] =>
  marker.ids.flatMap((id) => facts.markers.get(id) ?? [])

/** `rose from 150 to 178`: two values of a marker, not a range. */
function trendOf(
  reading: Reading,
  at: number,
  item: RangeItem,
  facts: Facts,
  paired: Map<number, MarkerItem>,
): { item: NumberItem; role: Role }[] | null {
  const before = wordsBefore(reading, at, true)
  const moved =
    CHANGE.test(before) ||
    (/ from $| from$/.test(` ${before}`) && CHANGE.test(wordsAround(reading, at)))
  if (item.time || !moved || NORM.test(before)) return null
  const subject = subjectAt(reading, at, paired)
  if (!subject || factsOf(facts, subject.marker).length === 0) return null
  const low = item.unit && !item.low.unit ? { ...item.low, unit: item.unit } : item.low
  return [
    { item: low, role: "earlier" },
    { item: item.high, role: "present" },
  ]
}
/** `increased (norm 29 - 143)`: what rose is told before, and this is its range. */
const NORM =
  /(?:^| )(?:norm|normal|ref|reference|range|interval|limits?)(?: (?:range|interval|is|of|[:.=]))*$/
const CHANGE =
  /(?:^| )(?:rose|risen|rising|climbed|increased|increase|went|gone|moved|improved|changed|up|fell|fallen|dropped|decreased|declined|down|jumped|crept|grew|worsened|came|shifted|doubled)(?: |$)/

function judgeNumber(
  reading: Reading,
  at: number,
  item: NumberItem,
  facts: Facts,
  quote: Quote,
  paired: Map<number, MarkerItem>,
  told?: Role,
): Judgement | null {
  const subject = subjectAt(reading, at, paired)
  const dose = isDoseUnit(item)
  if (dose && isAdvice(wordsAround(reading, at))) return null
  const times = subject && timesOf(reading, at, item, factsOf(facts, subject.marker)[0], quote)
  if (times) return times
  if (!subject || !mayBeValue(reading, at, item, subject.bond)) {
    return unbound(reading, at, item, facts, quote)
  }
  const candidates = [subject.marker, ...subject.others].flatMap((marker) => factsOf(facts, marker))
  const [main] = factsOf(facts, subject.marker)
  if (!main) return unbound(reading, at, item, facts, quote)
  if (main.derived) return judgeDerived(item, main)
  const role = told ?? roleOf(reading, at, item)
  const rough = isRough(wordsBefore(reading, at))
  const claim = rough ? without(item) : item
  // A percentage of a marker that is not measured in percent tells a change.
  const percent = item.unit?.dimension === "percent" && !inPercent(main)
  if (role === "difference" || percent)
    return judgeDifference(reading, at, claim, main, quote, rough || percent)
  const judgements = candidates.map((marker) =>
    judgeAgainst(reading, at, claim, marker, role, rough, facts, quote),
  )
  const supported = judgements.find((judgement) => judgement.verdict === "supported")
  if (supported) return supported
  const first = judgements[0] ?? null
  if (!first || subject.bond !== "topic" || subject.others.length === 0) return first
  // Several markers were spoken of before: which one is meant is a guess.
  return {
    ...first,
    verdict: "not-found",
    message: `No source has ${textOf(reading, item)} for the markers named before.`,
  }
}

/** A ratio or a sum that the draft worked out, rounded as it likes. */
function judgeDerived(
  item: NumberItem,
  { values, derived = "", mentions }: MarkerFacts,
): Judgement {
  const tolerance = 0.55 * 10 ** -item.decimals
  const fits = values.some(({ number }) => {
    const size = inUnitOf(item, number, "")
    return size !== null && Math.abs(size - item.value) <= tolerance
  })
  return {
    kind: kindOf(item),
    verdict: fits ? "supported" : "contradicted",
    places: placesOf(mentions),
    message: derived,
  }
}

/** `1.8 times the upper limit`, `2-fold`. Null where the number says no such thing. */
function timesOf(
  reading: Reading,
  at: number,
  item: NumberItem,
  marker: MarkerFacts | undefined,
  quote: Quote,
): Judgement | null {
  const behind = wordsBehind(reading, at)
  if (!marker || item.unit || !/^(?:- )?(?:times|x|×|fold)(?: |$)/.test(behind)) return null
  const others = [
    ...marker.ranges.flatMap(({ low, high }) => [low, high].filter((one) => one !== undefined)),
    ...marker.earlier.map(({ number }) => number),
  ]
  const fits = marker.values.some(({ number }) =>
    others.some(
      (other) => Math.abs(number.value / other.value - item.value) <= 0.55 * 10 ** -item.decimals,
    ),
  )
  const [first] = marker.values
  if (!first) return null
  return {
    kind: "number",
    verdict: fits ? "supported" : "not-found",
    places: placesOf(first.place),
    message: `The report has ${quote(first.place)} for ${marker.name}.`,
  }
}

const without = ({ comparison: _, ...item }: NumberItem): NumberItem => item
const textOf = (reading: Reading, item: { start: number; end: number }) =>
  reading.text.slice(item.start, item.end).replace(/\s+/g, " ")

function inPercent(marker: MarkerFacts): boolean {
  const units = [...marker.values, ...marker.earlier].map(({ number }) => number.unit?.dimension)
  const known = units.filter((unit) => unit !== undefined)
  return known.length === 0 || known.some((unit) => unit === "percent" || unit === "mmol/mol")
}

/** A bare number is a value only where the sentence ties it to a marker. */
function mayBeValue(reading: Reading, at: number, item: NumberItem, bond: Bond): boolean {
  const next = reading.items[at + 1]
  if (!item.unit && (COUNTED.has(wordOf(next)) || item.inWords)) return false
  if (isLabUnit(item)) return true
  if (isDoseUnit(item)) return bond === "tight"
  if (item.unit) return true
  return (
    bond === "tight" ||
    item.comparison !== undefined ||
    item.decimals > 0 ||
    CHANGE.test(wordsBefore(reading, at, true))
  )
}

function judgeAgainst(
  reading: Reading,
  at: number,
  item: NumberItem,
  marker: MarkerFacts,
  role: Role,
  rough: boolean,
  facts: Facts,
  quote: Quote,
): Judgement {
  const kind = kindOf(item)
  if (role === "limit" || role === "goal") return judgeLimit(reading, item, marker, role, quote)
  const dated = datedEarlier(reading, at, marker, facts)
  const old = dated ?? [...marker.earlier, ...marker.beside]
  const early = role === "earlier" || dated !== null
  const alike = (stated: Stated[]) =>
    stated.filter(({ number }) => likeness(item, number, marker.id, rough) === "same")
  if (early) {
    const hits = alike(old)
    if (hits.length > 0) return told(kind, marker, hits, quote, "an earlier value")
    const known = dated ?? marker.earlier
    if (
      known.length > 0 &&
      !(dated === null && alike(marker.values).length > 0 && !FROM.test(wordsBefore(reading, at)))
    ) {
      return {
        kind,
        verdict: "contradicted",
        places: placesOf(known.map(({ place }) => place)),
        message: `The earlier value of ${marker.name} is ${listed(known.slice(0, 3).map((one) => said(one, quote)))}.`,
      }
    }
  }
  const hits = alike(marker.values)
  if (hits.length > 0) return told(kind, marker, hits, quote)
  const before = early ? [] : alike(old)
  if (before.length > 0 && tellsBefore(reading, at, marker)) {
    return told(kind, marker, before, quote, "an earlier value")
  }
  const bound = item.comparison ? judgeComparison(item, marker, quote) : null
  if (bound) return bound
  if (early && marker.earlier.length === 0) {
    return {
      kind,
      verdict: "not-found",
      places: [],
      message: `The sources have no earlier value of ${marker.name}.`,
    }
  }
  if (marker.values.length === 0) return nothingFor(kind, marker, quote)
  const unit = marker.values.some(
    ({ number }) => likeness(item, number, marker.id, rough) === "unit",
  )
  const owner = unit ? null : ownerOf(facts, item, marker)
  const has = `The report has ${listed(marker.values.filter(({ place }) => place.source === marker.values[0]?.place.source).map(({ place }) => quote(place)))} for ${marker.name}`
  return {
    kind,
    verdict: "contradicted",
    places: placesOf(marker.values.map(({ place }) => place)),
    message: unit
      ? `${has}: the unit differs.`
      : owner
        ? `${has}; ${textOf(reading, item)} is its ${owner.name}.`
        : `${has}.`,
  }
}
/** `was 8.2 and is now 8.7`, `12.6 | 11.2`: the sentence or row speaks of then as well as of now. */
function tellsBefore(reading: Reading, at: number, marker: MarkerFacts): boolean {
  if (BEFORE.test(wordsAround(reading, at))) return true
  const span = reading.sentences[reading.sentenceOf[at] ?? 0]
  return reading.items
    .slice(span?.from, span?.to)
    .some(
      (item, index) =>
        item.type === "number" &&
        (span?.from ?? 0) + index !== at &&
        marker.values.some(({ number }) => likeness(item, number, marker.id) === "same"),
    )
}
const BEFORE =
  /(?:^| )(?:was|were|stood|prior|previous|previously|before|then|since|last|earlier)(?: |$)/

const FROM = /(?:^| )from(?: (?:a|an|the|about|around|its|previous|prior|last))*$/

function told(
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
function said({ number, place, day }: Stated, quote: Quote): string {
  if (place.source !== "biomarker") return quote(place)
  if (day === undefined) return quote(place)
  return String(number.value)
}

function nothingFor(kind: EvidenceFinding["kind"], marker: MarkerFacts, quote: Quote): Judgement {
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

/** Earlier values of the day or month that the sentence names beside the number; null when it names none. */
function datedEarlier(
  reading: Reading,
  at: number,
  marker: MarkerFacts,
  facts: Facts,
): Stated[] | null {
  for (const index of [at + 1, at + 2, at + 3, at - 1, at - 2, at - 3, at - 4]) {
    const item = reading.items[index]
    if (reading.sentenceOf[index] !== reading.sentenceOf[at]) continue
    if (item?.type !== "date") continue
    // What is behind a comma begins anew.
    if (index > at && reading.items.slice(at + 1, index).some(isComma)) continue
    if (index > at && isColon(reading.items[index + 1])) continue
    // Another number stands nearer to that date.
    if (
      reading.items.slice(Math.min(index, at) + 1, Math.max(index, at)).some((one) => isNumber(one))
    )
      continue
    if (index < at && (goesOn(reading, index, at) || hasOwnNumber(reading, index))) continue
    const present = facts.dates.some(
      ({ label, readings }) =>
        label === "collected" &&
        readings.some((one) => item.readings.some((other) => agree(one, other))),
    )
    if (present) return null
    const found = [...marker.earlier, ...marker.beside].filter(
      ({ day }) => day && item.readings.some((one) => agree(one, day)),
    )
    if (found.length > 0) return found
  }
  return null
}

const isColon = (item: Item | undefined) => item?.type === "sign" && item.sign === ":"
const isComma = (item: Item) => item.type === "sign" && /[,;]/.test(item.sign)

/** `in April 2026 to 178`: the number behind is of another day than the date. */
function goesOn(reading: Reading, from: number, to: number): boolean {
  return reading.items
    .slice(from + 1, to)
    .some((one) => /^(?:to|now|today|currently|and|from|vs|versus|but|then)$/.test(wordOf(one)))
}

/** `150 mg/dL in April 2026`: the date says when that number was measured. */
function hasOwnNumber(reading: Reading, date: number): boolean {
  if (isColon(reading.items[date + 1])) return false
  for (const index of [date - 1, date - 2, date - 3]) {
    const item = reading.items[index]
    if (reading.sentenceOf[index] !== reading.sentenceOf[date]) return false
    if (item?.type === "sign" && item.sign === ",") return false
    if (isNumber(item)) return true
  }
  return false
}

type Side = { limit: Measured; bounds: Bounds }

function judgeLimit(
  reading: Reading,
  item: NumberItem,
  marker: MarkerFacts,
  role: "limit" | "goal",
  quote: Quote,
): Judgement {
  const sides: Side[] = marker.ranges.flatMap((bounds) =>
    [bounds.low, bounds.high].flatMap((limit) =>
      limit ? [{ limit: withUnitOf(limit, bounds), bounds }] : [],
    ),
  )
  const claim = without(item)
  const hits = sides.filter(({ limit }) => likeness(claim, limit, marker.id) === "same")
  const kind = "range" as const
  if (hits.length > 0) {
    return {
      kind,
      verdict: "supported",
      places: placesOf(hits.map(({ bounds }) => bounds.place)),
      message: `The report's range for ${marker.name} is ${quote(hits[0]?.bounds.place ?? { source: "text", start: 0, end: 0 }, "range")}.`,
    }
  }
  const values = marker.values.filter(({ number }) => likeness(item, number, marker.id) === "same")
  if (values.length > 0) return told(kindOf(item), marker, values, quote)
  const [bounds] = marker.ranges
  if (!bounds || role === "goal") {
    return {
      kind,
      verdict: "not-found",
      places: [],
      message:
        role === "goal"
          ? `No source has ${textOf(reading, item)} as a goal for ${marker.name}.`
          : `The sources have no range for ${marker.name}.`,
    }
  }
  return {
    kind,
    verdict: "contradicted",
    places: placesOf(marker.ranges.map(({ place }) => place)),
    message: `The report's range for ${marker.name} is ${quote(bounds.place, "range")}.`,
  }
}

/** A range's unit stands behind its second number only, or in the row's value. */
function withUnitOf(limit: Measured, bounds: Bounds): Measured {
  const unit = limit.unit ?? bounds.high?.unit ?? bounds.low?.unit
  return unit ? { ...limit, unit } : limit
}

/** `above 100 mg/dL`, `<0.5`: a comparison with a limit, or one that the value bears out. */
function judgeComparison(item: NumberItem, marker: MarkerFacts, quote: Quote): Judgement | null {
  const sides = marker.ranges.flatMap((bounds) =>
    [bounds.low, bounds.high].flatMap((limit) =>
      limit ? [{ limit: withUnitOf(limit, bounds), bounds }] : [],
    ),
  )
  const hit = sides.find(({ limit }) => likeness(without(item), limit, marker.id) === "same")
  if (hit) {
    return {
      kind: "range",
      verdict: "supported",
      places: placesOf(hit.bounds.place),
      message: `The report's range for ${marker.name} is ${quote(hit.bounds.place, "range")}.`,
    }
  }
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

/** `78 mg/dL above the limit`, `by 12 %`: what lies between the value and a limit or an earlier value. */
function judgeDifference(
  reading: Reading,
  at: number,
  item: NumberItem,
  marker: MarkerFacts,
  quote: Quote,
  rough: boolean,
): Judgement | null {
  const kind = kindOf(item)
  const present = marker.values.map(({ number }) => number)
  const same = marker.values.filter(({ number }) => likeness(item, number, marker.id) === "same")
  if (same.length > 0) return told(kind, marker, same, quote)
  const behind = wordsBehind(reading, at)
  const toLimit = /(?:limit|range|normal|threshold|cutoff|reference)/.test(behind)
  const toEarlier = !toLimit && /(?:since|last|previous|earlier|before|than in)/.test(behind)
  const others = [
    ...(toEarlier ? [] : marker.ranges).flatMap((bounds) =>
      [bounds.low, bounds.high].filter((one) => one !== undefined),
    ),
    ...(toLimit ? [] : [...marker.earlier, ...marker.beside]).map(({ number }) => number),
  ]
  const percent = item.unit?.dimension === "percent" && !inPercent(marker)
  const gaps = present.flatMap((value) =>
    others.flatMap((other) => {
      const gap = Math.abs(value.value - other.value)
      if (percent)
        return [other.value, value.value].map((base) => (gap / Math.abs(base || Number.NaN)) * 100)
      const size = inUnitOf(item, { ...value, value: gap }, marker.id)
      return size === null ? [] : [size]
    }),
  )
  const tolerance =
    rough || percent ? Math.max(0.51 * 10 ** -item.decimals, item.value * 0.05) : 1e-9
  if (gaps.some((gap) => Math.abs(gap - item.value) <= tolerance * (1 + 1e-9) + 1e-9)) {
    const places = placesOf(
      marker.values.map(({ place }) => place),
      marker.ranges.map(({ place }) => place),
    )
    return {
      kind,
      verdict: "supported",
      places,
      message: `It follows from the values the sources have for ${marker.name}.`,
    }
  }
  if (isAdvice(wordsAround(reading, at)) && (!item.unit || percent)) return null
  return {
    kind,
    verdict: others.length > 0 && present.length > 0 && !percent ? "contradicted" : "not-found",
    places: placesOf(marker.values.map(({ place }) => place)),
    message: `It does not follow from the values the sources have for ${marker.name}.`,
  }
}

function judgeRange(
  reading: Reading,
  at: number,
  item: RangeItem,
  facts: Facts,
  quote: Quote,
  paired: Map<number, MarkerItem>,
): Judgement | null {
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
    role === "limit" || /(?:range|reference|normal|interval|limits)/.test(wordsBefore(reading, at))
  const row = subject !== null && isRowGap(reading.items, subject.marker, at)
  if (
    first &&
    (subject?.bond !== "topic" || named) &&
    (item.unit || named || row || subject?.bond === "tight")
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
  if (!isLabUnit(item) && !named && item.low.decimals === 0) return null
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

/** A number that is said of no marker of the sources. */
function unbound(
  reading: Reading,
  at: number,
  item: NumberItem,
  facts: Facts,
  quote: Quote,
): Judgement | null {
  const kind = kindOf(item)
  const lab = isLabUnit(item)
  if (!lab && item.decimals === 0) return null
  for (const marker of facts.owners.get(item.value) ?? []) {
    const hits = [...marker.values, ...marker.earlier].filter(
      ({ number }) =>
        (lab ? number.unit !== undefined : true) && likeness(item, number, marker.id) === "same",
    )
    if (hits.length > 0 && !namesUnknown(reading, at, facts)) return told(kind, marker, hits, quote)
  }
  const found = (facts.numbers.get(item.value) ?? []).filter(
    ({ item: other }) => likeness(item, measuredOf(other), "") === "same",
  )
  if (found.length > 0 && !namesUnknown(reading, at, facts)) {
    return {
      kind,
      verdict: "supported",
      places: placesOf(found.map(({ place }) => place)),
      message: "The sources have this number.",
    }
  }
  const sentence = wordsAround(reading, at)
  if (isAdvice(sentence) && (kind === "percentage" || !lab)) return null
  if (!lab && listNumber(reading, at)) return null
  return {
    kind,
    verdict: "not-found",
    places: [],
    message: `No source has ${textOf(reading, item)}.`,
  }
}

/** The number is said of a marker that the sources do not know: no other marker's number bears it out. */
function namesUnknown(reading: Reading, at: number, facts: Facts): boolean {
  const subject = subjectAt(reading, at, new Map())
  return subject !== null && subject.bond !== "topic" && factsOf(facts, subject.marker).length === 0
}

/** `2.1 Findings`: a number at the head of a line. */
function listNumber(reading: Reading, at: number): boolean {
  if (COUNTED.has(wordOf(reading.items[at + 1]))) return false
  const before = reading.items[at - 1]
  return before === undefined || (before.type === "sign" && /[\n#*]/.test(before.sign))
}
