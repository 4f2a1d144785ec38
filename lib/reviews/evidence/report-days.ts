import { factsOf } from "./claims.ts"
import { likeness } from "./compare.ts"
import { isAdvice, wordsAround, wordsBefore } from "./context.ts"
import { dayNumber } from "./dates.ts"
import { numberRightBefore, numberRightBehind } from "./earlier-days.ts"
import type { DatedPlace, Facts, Stated } from "./facts.ts"
import { type NumberItem, signOf } from "./items.ts"
import { isNumber, type Reading } from "./reading.ts"
import { asks, subjectAt } from "./subjects.ts"

/** Days that the sources label as those of this report: not those of an older one that stands beside it. */
export function daysOfReport(dates: DatedPlace[]): DatedPlace[] {
  const sizes = (one: DatedPlace) => one.readings.map(dayNumber)
  const drawn = dates.filter(({ label }) => label === "collected")
  const newest = Math.max(0, ...drawn.flatMap(sizes))
  return dates.filter(
    (one) =>
      (one.label === "collected" || one.label === "received" || one.label === "reported") &&
      sizes(one).some((size) => size >= newest),
  )
}

/** `back in April your calcium was 9.9`, `11 vs 11 on June 3`: what is told is past, whatever its value is now. */
const PAST = /(?:^| )(?:back (?:in|on)|vs|vs \.|versus|previously|formerly)$/

/** Whether the date at item `at` tells when a value was measured that the sources have as an earlier one. */
export function tellsEarlier(reading: Reading, at: number, facts: Facts): boolean {
  const { items } = reading
  const before = numberRightBefore(items, at)
  const own = before ?? numberRightBehind(reading, at)
  const item = own === null ? undefined : items[own]
  // `19.3 → 21.7 (November 9)` may date either.
  if (
    own === null ||
    item?.type !== "number" ||
    item.time ||
    /^(?:→|->|>)$/.test(signOf(items[own + 1]))
  )
    return false
  const subject = subjectAt(reading, own, new Map())
  const [marker] = subject && subject.bond !== "topic" ? factsOf(facts, subject.marker) : []
  if (!marker) return false
  const isIn = (stated: Stated[]) =>
    stated.some(({ number }) => likeness(item as NumberItem, number, marker.id) === "same")
  if (!isIn([...marker.earlier, ...marker.beside])) return false
  return !isIn(marker.values) || PAST.test(wordsBefore(reading, before === null ? at : own))
}

const MOVES =
  /(?:^| )(?:up|down|↑|↓|rose|risen|rising|fell|fallen|climbed|dropped|increased?|decreased?|declined?|improved|worsened|changed?|moved|gained|slipped|jumped|rise|drop|fall)(?: |$)/
const MAY_BE = /(?:^| )(?:if|whether|when|next|will|would|should|may|might|could|not|no)(?: |$)/

/** `insulin has risen 12 % since May 3`: a move of a marker that has an earlier value began before this report. */
export function isMoveSince(reading: Reading, at: number, facts: Facts): boolean {
  if (!/(?:^| )since(?: (?:the|about))?$/.test(wordsBefore(reading, at))) return false
  const subject = subjectAt(reading, at, new Map())
  const [marker] = subject && subject.bond !== "topic" ? factsOf(facts, subject.marker) : []
  if (!marker || marker.earlier.length + marker.beside.length === 0) return false
  const around = wordsAround(reading, at)
  if (!MOVES.test(around) || MAY_BE.test(around) || isAdvice(around)) return false
  // Told in numbers: what somebody takes may have been increased since.
  const { from, to } = reading.sentences[reading.sentenceOf[at] ?? 0] ?? { from: at, to: at }
  const numbers = reading.items
    .slice(from, to)
    .flatMap((item) =>
      item.type === "range" ? [item.low, item.high] : isNumber(item) ? [item] : [],
    )
  return numbers.some(
    (item) =>
      !item.time &&
      (item.unit?.dimension === "percent" ||
        marker.values.some(({ number }) => likeness(item, number, marker.id) === "same")),
  )
}

const WHEN = /(?:^| )(?:when|(?:what|which) (?:day|date))(?: |$)/
/** Asked for another day than that of this report. */
const OF_ANOTHER =
  /(?:^| )(?:next|last|previous|prior|earlier|first|before|again|other|will|should|due|repeat\w*|recheck\w*|retest\w*)(?: |$)/
/** What an answer may have before the date it is asked for. */
const ANSWERS =
  /^(?:(?:a|on|it|that|this|was|were|they|the|drawn|taken|reported|collected|is|dated) ?|[:*_.-] ?)*$/

/** The words of the question that the date at item `at` answers: `When was it drawn? On May 3.` */
export function questionOf(reading: Reading, at: number): string {
  const { items, sentences, sentenceOf } = reading
  if (!ANSWERS.test(wordsBefore(reading, at))) return ""
  let sentence = (sentenceOf[at] ?? 0) - 1
  // An answer may stand in a line of its own.
  while (sentence >= 0 && isEmpty(reading, sentence)) sentence -= 1
  const span = sentences[sentence]
  if (!span || !asks(reading, sentence)) return ""
  const words = wordsBefore(reading, span.to - 1)
  return items.slice(span.from, span.to).every(({ type }) => type === "word" || type === "sign") &&
    WHEN.test(words) &&
    !OF_ANOTHER.test(words)
    ? words
    : ""
}

const isEmpty = ({ items, sentences }: Reading, sentence: number) => {
  const { from, to } = sentences[sentence] ?? { from: 0, to: 0 }
  return items.slice(from, to).every((item) => item.type === "sign" && item.sign === "\n")
}
