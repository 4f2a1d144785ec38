import { type Context, type Judgement, kindOf, textOf } from "./claims.ts"
import { likeness, type Measured } from "./compare.ts"
import { isAdvised, isRough, roleOf, wordsBefore, wordsBehind } from "./context.ts"
import { compares } from "./cues.ts"
import type { Stated } from "./facts.ts"
import type { NumberItem, RangeItem } from "./items.ts"
import { MEASURES, type Measure } from "./measure-names.ts"
import { isPressure, measureAt, pairAt } from "./measures.ts"
import type { EvidenceFinding } from "./types.ts"
import { wordKeyAt } from "./word-keys.ts"
import { listed, placesOf } from "./words.ts"

const POUND = 453.59237

/** A source's number in the claim's unit, across scales that no factor joins. */
function inScaleOf(claim: NumberItem, source: Measured): Measured {
  const [to, from] = [claim.unit, source.unit]
  if (!to || !from || to.dimension === from.dimension) return source
  const way = `${from.dimension} ${to.dimension}`
  const value =
    way === "pounds mass"
      ? (source.value * POUND) / to.factor
      : way === "mass pounds"
        ? (source.value * from.factor) / POUND
        : way === "fahrenheit celsius"
          ? ((source.value - 32) * 5) / 9
          : way === "celsius fahrenheit"
            ? (source.value * 9) / 5 + 32
            : null
  return value === null ? source : { ...source, value, unit: to }
}

function isSame(claim: NumberItem, source: Measured, rough: boolean): boolean {
  const other = inScaleOf(claim, source)
  if (other !== source)
    return Math.abs(claim.value - other.value) <= 0.55 * 10 ** -claim.decimals * (rough ? 5 : 1)
  return likeness(claim, source, "", rough) === "same"
}

type Known = { values: Stated[]; earlier: Stated[] }
const NOTHING: Known = { values: [], earlier: [] }

/** The sources' numbers that bear a claim out, and those that speak of the same. */
function hitsOf(
  { reading }: Context,
  at: number,
  claims: [NumberItem, Known][],
  told?: "earlier" | "present",
): { hits: Stated[]; known: Stated[] } {
  const [[first, own] = [undefined, NOTHING]] = claims
  if (!first) return { hits: [], known: [] }
  const rough = isRough(wordsBefore(reading, at))
  const role = told ?? (roleOf(reading, at, first) === "earlier" ? "earlier" : "present")
  const either = role === "earlier" || (told === undefined && compares(reading, at))
  const pick = ({ values, earlier }: Known) =>
    either || values.length === 0 ? [...values, ...earlier] : values
  // Both numbers of a pressure have to stand at the same place.
  const hits = pick(own).filter((one) =>
    claims.every(([claim, known]) =>
      pick(known).some(
        (other) =>
          (claims.length === 1 || other.place === one.place) && isSame(claim, other.number, rough),
      ),
    ),
  )
  const same = claims.length > 1 ? hits : hits.filter(({ number }) => isSame(first, number, rough))
  return { hits: same, known: role === "earlier" ? own.earlier : pick(own) }
}

function judged(
  { reading, quote }: Context,
  span: { start: number; end: number },
  kind: Judgement["kind"],
  name: string,
  { hits, known }: { hits: Stated[]; known: Stated[] },
  isLimit: boolean,
): Judgement {
  const stated = hits.length > 0 ? hits : known
  const places = placesOf(stated.map(({ place }) => place))
  if (hits.length === 0 && (known.length === 0 || isLimit)) {
    return {
      kind,
      verdict: "not-found",
      places,
      message: isLimit
        ? `No source has ${textOf(reading, span)}.`
        : `No source has ${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}.`,
    }
  }
  return {
    kind,
    verdict: hits.length > 0 ? "supported" : "contradicted",
    places,
    message: `The sources have ${listed(stated.map(({ place }) => quote(place)))} for ${name}.`,
  }
}

const IS_GOAL = /(?:^| )(?:goal|target|aim|ideal|desirable)(?: |$)/

/** `dropped 5 lb`: how much, not how far. */
const CHANGED =
  /(?:^| )(?:dropped|fell|rose|climbed|increased|decreased|declined|went up|went down|gained|lost)(?: (?:about|around|roughly|nearly|almost|another))?$/

/** A change of a measure: two of its values have to be so far apart. */
function judgeChange(
  { reading }: Context,
  item: NumberItem,
  measure: Measure,
  { values, earlier }: Known,
): EvidenceFinding {
  const apart = values.flatMap((now) =>
    earlier.flatMap(({ number, place }) => {
      const gap = Math.abs(inScaleOf(item, now.number).value - inScaleOf(item, number).value)
      return Math.abs(gap - Math.abs(item.value)) <= 0.55 * 10 ** -item.decimals
        ? [now.place, place]
        : []
    }),
  )
  const { start, end } = item
  const kind = kindOf(item)
  return apart.length > 0
    ? {
        start,
        end,
        kind,
        verdict: "supported",
        places: placesOf(apart),
        message: `It follows from the values the sources have for ${measure.name}.`,
      }
    : {
        start,
        end,
        kind,
        verdict: "not-found",
        places: [],
        message: `No source tells a change of ${textOf(reading, item)} in ${measure.name}.`,
      }
}

const PRESSURE = MEASURES.find(({ id }) => id === "pressure") as Measure

/**
 * Judges the number at item `at` where it is said of a measure: the finding, null for advice, and undefined
 * where it is said of something else. A pair (`120/80`) is one claim of three items.
 */
export function judgeMeasure(
  context: Context,
  at: number,
  told?: "earlier" | "present",
): { finding: EvidenceFinding | null; items: number } | undefined {
  const { reading, facts } = context
  const item = reading.items[at]
  if (item?.type !== "number") return undefined
  const pair = pairAt(reading, at)
  const measure = measureAt(reading, at)?.measure
  const isPair = pair && isPressure(reading, at, pair)
  const [span, items] = isPair ? [pair, 3] : [item, 1]
  const key = isPair ? PRESSURE.id : (measure?.id ?? wordKeyAt(reading, at))
  const of = (id: string): Known => {
    const { values, earlier } = facts.measures.get(id) ?? NOTHING
    // A pressure of one number may be either of the two.
    const parts = id === PRESSURE.id ? [of("systolic"), of("diastolic")] : []
    return {
      values: [...values, ...parts.flatMap((part) => part.values)],
      earlier: [...earlier, ...parts.flatMap((part) => part.earlier)],
    }
  }
  if (!key || (!isPair && !measure && !facts.measures.has(key))) return undefined
  if (isAdvised(wordsBefore(reading, at, true)) || IS_GOAL.test(wordsBehind(reading, at)))
    return { finding: null, items }
  const { comparison, ...bare } = item
  const claims: [NumberItem, Known][] = isPair
    ? [
        [bare, of("systolic")],
        [pair.diastolic, of("diastolic")],
      ]
    : [[bare, of(key)]]
  const change =
    roleOf(reading, at, item) === "difference" || CHANGED.test(wordsBefore(reading, at))
  if (change && measure) return { finding: judgeChange(context, item, measure, of(key)), items }
  const limit = comparison !== undefined
  const name = isPair ? PRESSURE.name : (measure?.name ?? key.split(" / ")[0] ?? "")
  const kind = kindOf(isPair ? pair.diastolic : item)
  const judgement = judged(context, span, kind, name, hitsOf(context, at, claims, told), limit)
  return { finding: { start: span.start, end: span.end, ...judgement }, items }
}

const MOVES = /(?:^| )from$/

/** Judges a range that is said of a measure: a span that holds its value, or a move from one to another. */
export function judgeMeasureRange(
  context: Context,
  at: number,
): EvidenceFinding[] | null | undefined {
  const { reading, facts } = context
  const item = reading.items[at]
  if (item?.type !== "range" || item.time) return undefined
  const measure = measureAt(reading, at)?.measure
  if (!measure) return undefined
  const before = wordsBefore(reading, at, true)
  if (isAdvised(before)) return null
  const known = facts.measures.get(measure.id) ?? NOTHING
  const [low, high] = [withUnit(item.low, item), withUnit(item.high, item)]
  const as = (claim: NumberItem, told: "earlier" | "present"): EvidenceFinding => {
    const hits = hitsOf(context, at, [[claim, known]], told)
    const { start, end } = claim
    return { start, end, ...judged(context, claim, kindOf(claim), measure.name, hits, false) }
  }
  if (MOVES.test(before)) return [as(low, "earlier"), as(high, "present")]
  const inside = known.values.filter(({ number }) => {
    const { value } = inScaleOf(high, number)
    return value >= low.value && value <= high.value
  })
  const { start, end } = item
  const judgement = judged(context, item, "value", measure.name, { hits: inside, known: [] }, true)
  return [{ start, end, ...judgement }]
}

const withUnit = (number: NumberItem, { unit }: RangeItem): NumberItem =>
  number.unit || !unit ? number : { ...number, unit }
