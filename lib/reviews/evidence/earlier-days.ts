import { factsOf } from "./claims.ts"
import { inUnitOf, likeness } from "./compare.ts"
import { isChange, wordsBefore, wordsBehind } from "./context.ts"
import { agree, dayInWords } from "./dates.ts"
import type { DateLabel, Facts, MarkerFacts, Stated } from "./facts.ts"
import {
  type DateItem,
  type DateReading,
  type Item,
  type NumberItem,
  signOf,
  wordOf,
} from "./items.ts"
import { isMarker, isNumber, type Reading } from "./reading.ts"
import { statementFrom, subjectAt } from "./subjects.ts"
import type { EvidenceFinding } from "./types.ts"
import { placesOf } from "./words.ts"

type Dated = Stated & { day: DateReading }

/** What puts a date in an earlier time: `since`, `versus the sample of`, `down from 25 in` is told by its number. */
export const THEN =
  /(?:^| )(?:since|vs \.?|vs|versus|than|against|relative to|compared (?:with|to)|between)(?: (?:on|in|at|of|the|that|her|his|your|their|sample|samples|draw|collected|drawn|taken|dated|test|report|labs|results?|value|one|blood|panel|previous|prior|last|earlier|from))*$/

/** Earlier values of a marker with their days; empty when the sources leave the day of one open. */
function datedOf({ earlier, beside }: MarkerFacts): Dated[] {
  const dated = [...earlier, ...beside].filter((one): one is Dated => one.day !== undefined)
  const open = earlier.some(
    ({ day, number }) => !day && !dated.some((one) => one.number.value === number.value),
  )
  return open ? [] : dated
}

const says = ({ readings }: DateItem, day: DateReading) => readings.some((one) => agree(one, day))

/** What the statement around item `at` says up to the next marker and from the last one. */
function partOf(reading: Reading, at: number): { from: number; to: number } {
  const { items, sentences, sentenceOf } = reading
  const start = statementFrom(reading, at)
  const end = sentences[sentenceOf[at] ?? 0]?.to ?? at + 1
  let from = at
  while (from > Math.max(start, at - 40) && !isMarker(items[from - 1])) from -= 1
  let to = at + 1
  // Without a marker before, the one behind is spoken of, with what follows it.
  let open = from > start ? 0 : 1
  for (; to < Math.min(end, at + 40); to++) {
    if (isMarker(items[to])) open -= 1
    if (open < 0) break
  }
  return { from, to }
}

/** The number that a date stands right behind: `25 in March 2025`, `5.0 (April 11, 2025)`, `4.7→5.0 (April 11, 2025)` with the first. */
export function numberRightBefore(items: Item[], at: number): number | null {
  for (let back = at - 1; back >= at - 3; back--) {
    const item = items[back]
    if (isNumber(item)) {
      const sign = items[back - 1]
      const arrow = sign?.type === "sign" && /^(?:→|->)$/.test(sign.sign)
      return arrow && isNumber(items[back - 2]) ? back - 2 : back
    }
    // `from 45, 10/28/2025`
    const parted = item?.type === "sign" && item.sign === "," && isNumber(items[back - 1])
    const from = items[back - 2]
    if (parted && from?.type === "word" && from.word === "from") continue
    const joins =
      item?.type === "word"
        ? /^(?:in|on|at|of|from|the)$/.test(item.word)
        : item?.type === "sign" && /[(@]/.test(item.sign)
    if (!joins) return null
  }
  return null
}

/** The number that a date stands before, with its marker between: `In March 2025 ferritin was 25`. */
export function numberRightBehind({ items }: Reading, at: number): number | null {
  const before = items[at - 1]
  if (before?.type !== "word" || !/^(?:in|on)$/.test(before.word)) return null
  // `In March, your ferritin was 25`
  let marker = at + 1
  while (
    marker < at + 3 &&
    /^(?:,|the|your|her|his|their)$/.test(wordOf(items[marker]) || signOf(items[marker]))
  )
    marker += 1
  if (!isMarker(items[marker])) return null
  const verb = items[marker + 1]
  if (verb?.type !== "word" || !/^(?:was|were|stood|read|measured)$/.test(verb.word)) return null
  const next = items[marker + 2]
  const number = next?.type === "word" && /^(?:at)$/.test(next.word) ? marker + 3 : marker + 2
  return isNumber(items[number]) ? number : null
}

/** Whether the statement of the date at `at` names another date. */
function isOneOfMany({ items, sentences, sentenceOf }: Reading, at: number): boolean {
  const { from, to } = sentences[sentenceOf[at] ?? 0] ?? { from: at, to: at }
  return items.slice(Math.max(from, at - 60), Math.min(to, at + 60)).some((item, step) => {
    return item.type === "date" && step !== at - Math.max(from, at - 60)
  })
}

/** Earlier values that the number at `at` may be, or from which it is the change. */
function meant(
  reading: Reading,
  at: number,
  item: NumberItem,
  marker: MarkerFacts,
  dated: Dated[],
): Dated[] {
  const percent = item.unit?.dimension === "percent"
  const behind = wordsBehind(reading, at)
  const change =
    isChange(wordsBefore(reading, at)) || /^(?:higher|lower|more|less|since|than)/.test(behind)
  const same = (one: Stated) => likeness(item, one.number, marker.id) === "same"
  if (!change && !percent) return marker.values.some(same) ? [] : dated.filter(same)
  const half = 0.51 * 10 ** -item.decimals
  const size = Math.abs(item.value)
  return dated.filter(({ number }) =>
    marker.values.some((value) => {
      const then = inUnitOf(value.number, number, marker.id)
      if (then === null) return false
      const gap = Math.abs(value.number.value - then)
      const share = (gap / Math.abs(then)) * 100
      if (percent && Math.abs(share - size) <= Math.max(half, size * 0.05)) return true
      const own = inUnitOf(item, { ...value.number, value: gap }, marker.id)
      return own !== null && Math.abs(own - size) <= half
    }),
  )
}

/** The day that the numbers beside a date speak of, as far as the sources have it. */
function daysTold(
  reading: Reading,
  at: number,
  marker: MarkerFacts,
  dated: Dated[],
  alone: boolean,
): DateReading[] {
  const { items } = reading
  const { from, to } = partOf(reading, at)
  const own = numberRightBefore(items, at) ?? numberRightBehind(reading, at)
  // Of several dates, each speaks of its own number; so does the day of this report.
  const numbers = !alone
    ? own === null
      ? []
      : [own]
    : Array.from({ length: to - from }, (_, step) => from + step)
  const told = numbers.flatMap((index) => {
    const item = items[index]
    if (item?.type === "range") {
      return [item.low, item.high].flatMap((one) => meant(reading, index, one, marker, dated))
    }
    return isNumber(item) && !item.time && !item.ordinal
      ? meant(reading, index, item, marker, dated)
      : []
  })
  return told.map(({ day }) => day)
}

/** Earlier values that are the number right beside the date, though the present value may be it as well. */
function toldBeside(reading: Reading, at: number, marker: MarkerFacts, dated: Dated[]): Dated[] {
  const own = numberRightBefore(reading.items, at) ?? numberRightBehind(reading, at)
  const item = own === null ? undefined : reading.items[own]
  if (own === null || !isNumber(item) || item.time || isChange(wordsBefore(reading, own))) return []
  return dated.filter(({ number }) => likeness(item, number, marker.id) === "same")
}

/**
 * Judges a date that tells when a marker's earlier value was measured: it has to be the day the sources have
 * for that value, not just any day they know. Null when the date speaks of nothing earlier, or is right.
 */
export function wrongEarlierDay(
  reading: Reading,
  at: number,
  item: DateItem,
  facts: Facts,
  labels: (DateLabel | null)[],
): Pick<EvidenceFinding, "verdict" | "places" | "message"> | null {
  const subject = subjectAt(reading, at, new Map())
  if (!subject || (subject.bond === "topic" && subject.others.length > 0)) return null
  const [marker] = factsOf(facts, subject.marker)
  if (!marker) return null
  const dated = datedOf(marker)
  if (dated.length === 0) return null
  const wrong = (days: DateReading[]) => {
    const known = dated.filter(({ day }) => days.includes(day))
    return {
      verdict: "contradicted" as const,
      places: placesOf(known.map(({ place }) => place)),
      message: `The sources have ${dayInWords(days[0] ?? {})} for the earlier value of ${marker.name}.`,
    }
  }
  const present = labels.some((label) => label !== null)
  const then = THEN.test(wordsBefore(reading, at))
  const told = daysTold(reading, at, marker, dated, !isOneOfMany(reading, at) && (then || !present))
  if (told.length > 0) return told.some((day) => says(item, day)) ? null : wrong(told)
  const onDay = dated.filter(({ day }) => says(item, day))
  if (onDay.length > 0) {
    const alike = toldBeside(reading, at, marker, dated)
    const right = alike.length === 0 || alike.some((one) => onDay.includes(one))
    return right ? null : wrong(alike.map(({ day }) => day))
  }
  // The day of this report, beside a value of this report.
  if (present && !then) return null
  return wrong(dated.map(({ day }) => day))
}
