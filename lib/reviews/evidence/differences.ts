import { type Context, inPercent, type Judgement, kindOf, told } from "./claims.ts"
import { inUnitOf, likeness, type Measured } from "./compare.ts"
import {
  isAdvice,
  isChange,
  wordsAround,
  wordsBefore,
  wordsBehind,
  wordsBehindBracket,
} from "./context.ts"
import { agree } from "./dates.ts"
import type { MarkerFacts, Stated } from "./facts.ts"
import type { NumberItem } from "./items.ts"
import { placesOf } from "./words.ts"

const UP =
  /(?:^| )(?:up|upwards?|↑|rise|increase|gain|climb|jump|rose|risen|climbed|jumped|gained)(?: [^ ]+){0,4}$/
const DOWN =
  /(?:^| )(?:down|downwards?|↓|fall|drop|decline|decrease|loss|reduction|fell|fallen|dropped|slipped|slid|declined|lost|shed)(?: [^ ]+){0,4}$/
const HIGHER = /^(?:percent |points? )*(?:above|higher|beyond)(?: |$)/
const LOWER = /^(?:percent |points? )*(?:below|under|lower|short of)(?: |$)/
/** `not up by 8`, `if it had gone up 8`: which way is not said. */
const UNSAID = /(?:^| )(?:not|no|never|without|if|rather|instead|or)(?: |$)/

/**
 * Which way a difference is said to go, by its sign or by the words beside it: 1 up or above, -1 down or
 * below, 0 where nothing tells. `+8` says that it rose, and `-8 %` that it fell.
 */
function signOf(
  { reading, at, item }: { reading: Context["reading"]; at: number; item: NumberItem },
  toLimit: boolean,
): -1 | 0 | 1 {
  if (item.plus) return 1
  if (item.value < 0) return -1
  const before = wordsBefore(reading, at)
  if (UNSAID.test(before)) return 0
  const behind = wordsBehind(reading, at)
  const beside = behind === "" || behind.startsWith("(") ? wordsBehindBracket(reading, at) : behind
  if (HIGHER.test(beside)) return 1
  if (LOWER.test(beside)) return -1
  // `two points up on last time, 8 above the limit`: the words before tell of a move, not of a limit.
  if (toLimit) return 0
  const [up, down] = [UP.test(before), DOWN.test(before)]
  return up === down ? 0 : up ? 1 : -1
}

const BY =
  /(?:^| )(?:higher|lower|up|down|rose|risen|increased?|climbed|gained|fell|fallen|decreased?|declined?|dropped|changed?|moved|improved|worsened|rise|fall|drop)(?: [^ ]+){0,2} by(?: (?:about|around|approximately|approx|roughly|some|~))?$/

/** Earlier values: of the day that the sentence names, where it names one of theirs and no other. */
function earlierOf(
  { items, sentences, sentenceOf }: Context["reading"],
  at: number,
  { earlier, beside }: MarkerFacts,
): Stated[] {
  const all = [...earlier, ...beside]
  const { from, to } = sentences[sentenceOf[at] ?? 0] ?? { from: at, to: at }
  const dates = items
    .slice(Math.max(from, at - 60), Math.min(to, at + 60))
    .flatMap((item) => (item.type === "date" ? [item] : []))
  const [date] = dates
  if (!date || dates.length > 1) return all
  const onDay = all.filter(({ day }) => day && date.readings.some((one) => agree(one, day)))
  return onDay.length > 0 ? onDay : all
}

/** `78 mg/dL above the limit`, `by 12 %`: what lies between the value and a limit or an earlier value. */
export function judgeDifference(
  { reading, quote }: Context,
  at: number,
  item: NumberItem,
  marker: MarkerFacts,
  rough: boolean,
): Judgement | null {
  const kind = kindOf(item)
  const present = marker.values.map(({ number }) => number)
  // What something went up `by` is no value of it.
  const same = BY.test(wordsBefore(reading, at))
    ? []
    : marker.values.filter(({ number }) => likeness(item, number, marker.id) === "same")
  if (same.length > 0) return told(kind, marker, same, quote)
  // The next cell of a table says nothing of it.
  const behind = wordsBehind(reading, at).split("|")[0] ?? ""
  const toLimit =
    /(?:limit|range|normal|threshold|cut ?-? ?off|reference|ceiling|floor|bound)/.test(behind)
  const toEarlier = !toLimit && /(?:since|last|previous|earlier|before|than in)/.test(behind)
  const signed = signOf({ reading, at, item }, toLimit)
  const moved = toEarlier || (signed !== 0 && !toLimit && marker.earlier.length > 0)
  const others = [
    ...(moved ? [] : marker.ranges).flatMap((bounds) =>
      [bounds.low, bounds.high].filter((one) => one !== undefined),
    ),
    ...(toLimit ? [] : earlierOf(reading, at, marker)).map(({ number }) => number),
  ]
  const percent = item.unit?.dimension === "percent"
  const shares = (value: Measured, other: Measured) => {
    const gap = Math.abs(value.value - other.value)
    // A move is counted from where it began.
    const bases = moved && signed !== 0 ? [other.value] : [other.value, value.value]
    return bases.map((base) => (gap / Math.abs(base || Number.NaN)) * 100)
  }
  const claimed = Math.abs(item.value)
  const fits = (sizes: number[], tolerance: number) =>
    sizes.some((size) => Math.abs(size - claimed) <= tolerance * (1 + 1e-9) + 1e-9)
  const half = 0.51 * 10 ** -item.decimals
  const pairs = present.flatMap((value) => others.map((other) => [value, other] as const))
  const fitting = pairs.filter(([value, other]) => (value.value - other.value) * signed >= 0)
  const sizes = fitting.flatMap(([value, other]) => {
    const gap = Math.abs(value.value - other.value)
    return inUnitOf(item, { ...value, value: gap }, marker.id) ?? []
  })
  const relative = percent ? fitting.flatMap(([value, other]) => shares(value, other)) : []
  if (
    fits(relative, Math.max(half, claimed * (rough ? 0.05 : 0.02))) ||
    ((!percent || inPercent(marker)) && fits(sizes, rough ? Math.max(half, claimed * 0.05) : 1e-9))
  ) {
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
  const advice = isAdvice(wordsAround(reading, at)) && !isChange(wordsBefore(reading, at))
  if (advice && (!item.unit || percent)) return null
  const known = others.length > 0 && present.length > 0
  const turned = known && fitting.length === 0
  return {
    kind,
    verdict: known && (turned || !percent || inPercent(marker)) ? "contradicted" : "not-found",
    places: placesOf(marker.values.map(({ place }) => place)),
    message: `It does not follow from the values the sources have for ${marker.name}.`,
  }
}

const OVER = /(?:^| )(?:more than|over|at least|well over|just over|upwards of|>)$/
const UNDER = /(?:^| )(?:less than|under|almost|nearly|just under|not quite|<)$/

/** `1.8 times the upper limit`, `2-fold`. Null where the number says no such thing. */
export function timesOf(
  { reading, quote }: Context,
  at: number,
  item: NumberItem,
  marker: MarkerFacts | undefined,
): Judgement | null {
  const behind = wordsBehind(reading, at)
  if (
    !marker ||
    item.unit ||
    !/^(?:- )?(?:times|x|×|fold)(?: |$)(?!(?:a|an|per|each|every|daily|weekly|in|this|last) )/.test(
      behind,
    )
  )
    return null
  const others = [
    ...marker.ranges.flatMap(({ low, high }) => [low, high].filter((one) => one !== undefined)),
    ...marker.earlier.map(({ number }) => number),
  ]
  const half = 0.55 * 10 ** -item.decimals
  const before = wordsBefore(reading, at)
  const [more, less] = [OVER.test(before), UNDER.test(before)]
  const fits = marker.values.some(({ number }) =>
    others.some((other) => {
      const times = number.value / other.value
      if (Math.abs(times - item.value) <= half) return true
      // Nobody says `more than twice` of ten times as much.
      if (more) return times >= item.value && times < 1.5 * item.value
      return less && times <= item.value && times > 0.67 * item.value
    }),
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

/** A ratio or a sum that the draft worked out, rounded as it likes. */
export function judgeDerived(
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
