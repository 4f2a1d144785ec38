import { inUnitOf, likeness } from "./compare.ts"
import { isEarlierBehind, wordsBefore, wordsBehind } from "./context.ts"
import { agree } from "./dates.ts"
import type { MarkerFacts } from "./facts.ts"
import { type Item, wordsOf } from "./items.ts"
import { type Phrase, sidesOf } from "./phrase.ts"
import type { Side } from "./phrase-words.ts"
import type { Reading } from "./reading.ts"
import { sidesBefore, sidesOfMarker } from "./sides.ts"
import type { EvidenceFinding } from "./types.ts"
import type { Quote } from "./words.ts"

export type Judged = Pick<EvidenceFinding, "verdict" | "message">

const THEN =
  /(?:^| )(?:was|were|had been|used to be|then|previously|before|earlier|last|already|back)(?: |$)/
const PAST = /(?:^| )(?:was|were|had been|used to be)(?: |$)/

const IN_WORDS: Record<Side, string> = { low: "below", within: "within", high: "above" }

/** Judges where a draft says that a marker's value lies: low, high, within its range or beside a number. */
export function judgeSide(
  reading: Reading,
  phrase: Phrase,
  marker: MarkerFacts,
  quote: Quote,
): Judged {
  const allowed = sidesOf(phrase)
  const [value] = marker.values
  const has = value ? `${marker.name} is ${quote(value.place)}` : marker.name
  const against =
    phrase.against === null ? null : sideAgainst(reading.items[phrase.against], marker)
  const range = marker.ranges[0]
  // `was in range in April`: the earlier values are spoken of.
  const lead = wordsBefore(reading, phrase.from)
  const past =
    (isEarlierBehind(wordsBehind(reading, phrase.to - 1)) &&
      (PAST.test(lead) || !/(?:^| )(?:is|are|remains?|now|still)(?: |$)/.test(lead))) ||
    /(?:^| )(?:back then|at the time|at that time)(?: |$)/.test(lead)
  const then = past ? sidesBefore(marker) : []
  if (past && then.length === 0) {
    return { verdict: "not-found", message: `The sources have no earlier value of ${marker.name}.` }
  }
  const sides = past ? then : against ? [against] : sidesOfMarker(marker)
  const of = against
    ? "that"
    : range
      ? `the report's range of ${quote(range.place, "range")}`
      : "the report's range"
  if (sides.length === 0) {
    const [words] = marker.words
    if (words) {
      const normal = /^(?:negative|non ?-?reactive|not detected|normal|none|absent)/.test(
        words.text,
      )
      const fits = allowed.includes("within") === normal
      return {
        verdict: fits ? "supported" : "contradicted",
        message: `The report has ${quote(words.place)} for ${marker.name}.`,
      }
    }
    return {
      verdict: "not-found",
      message: `The sources have no reference range for ${marker.name}.`,
    }
  }
  // `It was 201 before, which was high`, `had been low, at 9`: said of a value before, which is named.
  const before = sidesBefore(marker).filter((side) => allowed.includes(side))
  const told = !against && !sides.some((side) => allowed.includes(side))
  if (told && before.length > 0 && isOfThen(reading, phrase, marker)) {
    return {
      verdict: "supported",
      message: `An earlier value of ${marker.name} is ${IN_WORDS[before[0] ?? "within"]} ${of}.`,
    }
  }
  if (sides.some((side) => allowed.includes(side))) {
    return { verdict: "supported", message: `${has}, ${IN_WORDS[sides[0] ?? "within"]} ${of}.` }
  }
  // An optimal range that nobody tells is narrower than the report's: in range may still be above it.
  if (phrase.wanted && !against && sides.includes("within")) {
    return {
      verdict: "not-found",
      message: `${has}, within ${of}; the sources have no other range.`,
    }
  }
  return { verdict: "contradicted", message: `${has}, ${IN_WORDS[sides[0] ?? "within"]} ${of}.` }
}

/** Whether a phrase in the past tense stands in a sentence that names an earlier value of the marker. */
function isOfThen(reading: Reading, phrase: Phrase, marker: MarkerFacts): boolean {
  const start = reading.sentences[reading.sentenceOf[phrase.from] ?? 0]?.from ?? phrase.from
  const before = wordsOf(reading.items.slice(Math.max(start, phrase.from - 24), phrase.from))
  // `ALT was 46 and is still raised`: the nearest verb tells the time.
  const tense =
    /(?:^| )(?:(is|are|remains?|still|now|s)|(?:was|were|been|then|before|previously|already|earlier|last|back|be))(?: (?!is |are |was |were )[^ ]+)*$/.exec(
      before,
    )
  if (!THEN.test(before) || tense?.[1] !== undefined) return false
  if (/(?:^| )had been(?: |$)/.test(before)) return true
  const span = reading.sentences[reading.sentenceOf[phrase.from] ?? 0]
  if (!span) return false
  return reading.items
    .slice(Math.max(span.from, phrase.from - 30), Math.min(span.to, phrase.to + 30))
    .some(
      (item) =>
        (item.type === "date" &&
          marker.earlier.some(({ day }) => day && item.readings.some((one) => agree(one, day)))) ||
        (item.type === "number" &&
          marker.earlier.some(({ number }) => likeness(item, number, marker.id) === "same")),
    )
}

function sideAgainst(item: Item | undefined, marker: MarkerFacts): Side | null {
  const [value] = marker.values
  if (!value || (item?.type !== "number" && item?.type !== "range")) return null
  const size = inUnitOf(item, value.number, marker.id)
  if (size === null) return null
  const [low, high] =
    item.type === "range" ? [item.low.value, item.high.value] : [item.value, item.value]
  const { comparison } = value.number
  if (comparison?.startsWith("<") && size <= low) return "low"
  if (comparison?.startsWith(">") && size >= high) return "high"
  return size < low ? "low" : size > high ? "high" : "within"
}
