import { inUnitOf } from "./compare.ts"
import { agree } from "./dates.ts"
import type { MarkerFacts, Stated } from "./facts.ts"
import type { Judged } from "./judge-side.ts"
import { KNOWN_MARKERS } from "./marker-names.ts"
import type { Phrase } from "./phrase.ts"
import type { Trend } from "./phrase-words.ts"
import type { Reading } from "./reading.ts"
import type { Quote } from "./words.ts"

const BETTER = new Map(KNOWN_MARKERS.map(({ id, better }) => [id, better]))

function earlierOf(
  reading: Reading,
  phrase: Phrase,
  marker: MarkerFacts,
): { values: Stated[]; sure: boolean } {
  const sentence = reading.sentenceOf[phrase.from]
  const dates = reading.items
    .slice(phrase.from, phrase.from + 14)
    .filter(
      (item, index) => item.type === "date" && reading.sentenceOf[phrase.from + index] === sentence,
    )
  const dated = marker.earlier.filter(({ day }) =>
    dates.some(
      (item) => item.type === "date" && day && item.readings.some((one) => agree(one, day)),
    ),
  )
  if (dated.length > 0) return { values: dated, sure: true }
  if (marker.earlier.length > 0) return { values: marker.earlier.slice(0, 1), sure: true }
  return { values: marker.beside, sure: false }
}

/** Judges how a draft says that a marker moved: up, down, not at all, for better or worse. */
export function judgeTrend(
  reading: Reading,
  phrase: Phrase,
  marker: MarkerFacts,
  quote: Quote,
): Judged {
  const [value] = marker.values
  const { values, sure } = earlierOf(reading, phrase, marker)
  // `I do not see a fall`: without an earlier value, nothing is claimed.
  if (phrase.negated && values.length === 0)
    return { verdict: "supported", message: `The sources have no earlier value of ${marker.name}.` }
  if (!value || values.length === 0) {
    return { verdict: "not-found", message: `The sources have no earlier value of ${marker.name}.` }
  }
  const moves = values.map((earlier) => movesOf(value, earlier, marker))
  const fits = moves.some(
    (trends) => phrase.trends.some((trend) => trends.includes(trend)) !== phrase.negated,
  )
  const [first] = values
  const before = first
    ? first.place.source === "biomarker"
      ? String(first.number.value)
      : quote(first.place)
    : ""
  const message = `${marker.name} was ${before} before and is ${quote(value.place)} now.`
  if (fits) return { verdict: "supported", message }
  // Where better and worse are a matter of judgement, nothing is said.
  const matter =
    phrase.trends.some((trend) => trend === "better" || trend === "worse") &&
    !moves.flat().some((trend) => trend === "better" || trend === "worse")
  return { verdict: sure && !matter ? "contradicted" : "not-found", message }
}

/** Every word that tells the move from an earlier value rightly. */
function movesOf(value: Stated, earlier: Stated, marker: MarkerFacts): Trend[] {
  const now = value.number.value
  const then = inUnitOf(value.number, earlier.number, marker.id) ?? earlier.number.value
  const change = now - then
  const relative = Math.abs(change) / Math.max(Math.abs(then), 1e-12)
  const trends: Trend[] = []
  if (change > 0) trends.push("up")
  if (change < 0) trends.push("down")
  // One step of the last digit is what rounding alone may make.
  const step = 1.01 * 10 ** -Math.max(value.number.decimals, earlier.number.decimals)
  if (relative <= 0.05 || Math.abs(change) <= step) trends.push("same")
  // `Stable` allows for more than `unchanged`.
  if (relative <= 0.1 || trends.includes("same")) trends.push("steady")
  const range = marker.ranges[0]
  const distance = (size: number) =>
    range?.high && size > range.high.value
      ? size - range.high.value
      : range?.low && size < range.low.value
        ? range.low.value - size
        : 0
  const nearer = distance(then) - distance(now)
  const better = BETTER.get(marker.id)
  if (
    nearer > 0 ||
    (nearer === 0 && ((better === "lower" && change < 0) || (better === "higher" && change > 0)))
  )
    trends.push("better")
  if (
    nearer < 0 ||
    (nearer === 0 && ((better === "lower" && change > 0) || (better === "higher" && change < 0)))
  )
    trends.push("worse")
  return trends
}
