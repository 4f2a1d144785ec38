import { judgeAgainst } from "./against.ts"
import { isAge } from "./ages.ts"
import {
  type Context,
  factsOf,
  hasFigure,
  inPercent,
  isBodyUnit,
  isDoseOf,
  isDoseUnit,
  isLabUnit,
  type Judgement,
  kindOf,
  textOf,
  without,
} from "./claims.ts"
import { likeness } from "./compare.ts"
import {
  isAdvice,
  isChange,
  isRough,
  isToldAhead,
  type Role,
  roleOf,
  wordsAround,
  wordsBefore,
} from "./context.ts"
import { judgeDerived, judgeDifference, timesOf } from "./differences.ts"
import type { MarkerFacts } from "./facts.ts"
import { type NumberItem, type RangeItem, wordOf } from "./items.ts"
import { judgeMeasure, judgeMeasureRange } from "./measured-claims.ts"
import { judgeRange } from "./ranges.ts"
import { isMarker, type Reading } from "./reading.ts"
import { statementFrom, subjectAt } from "./subjects.ts"
import type { Bond } from "./topics.ts"
import type { EvidenceFinding } from "./types.ts"
import { COUNTED, listNumber, unbound } from "./unbound.ts"

/** Judges the numbers and ranges of a draft. */
export function valueFindings(context: Context): EvidenceFinding[] {
  const { reading } = context
  const findings: EvidenceFinding[] = []
  const add = (item: NumberItem | RangeItem, judgement: Judgement | null) => {
    if (judgement) findings.push({ start: item.start, end: item.end, ...judgement })
  }
  let from = 0
  for (const [at, item] of reading.items.entries()) {
    if (at < from) continue
    if (item.type === "range") {
      const measured = judgeMeasureRange(context, at)
      findings.push(...(measured ?? []))
      if (measured !== undefined) continue
      const trend = trendOf(context, at, item)
      for (const part of trend ?? [])
        add(part.item, judgeNumber(context, at, part.item, part.role) ?? unknown(part.item))
      if (!trend) add(item, judgeRange(context, at, item))
    } else if (item.type === "number" && !item.ordinal && !item.time) {
      const measured = judgeMeasure(context, at)
      if (measured) {
        from = at + measured.items
        if (measured.finding) findings.push(measured.finding)
        continue
      }
      if (!isYear(reading, at, item)) add(item, judgeNumber(context, at, item))
    }
  }
  return findings
}

/** `since 2023` */
const isYear = ({ items }: Reading, at: number, { value, unit }: NumberItem) =>
  !unit &&
  Number.isInteger(value) &&
  value >= 1990 &&
  value < 2050 &&
  /^(?:since|in|of|until|from|during|early|late|mid|by)$/.test(wordOf(items[at - 1]))

const unknown = (item: NumberItem): Judgement => ({
  kind: kindOf(item),
  verdict: "not-found",
  places: [],
  message: "No source has this number.",
})

const CHANGE =
  /(?:^| )(?:rose|risen|rising|climbed|increased|increase|went|gone|moved|improved|changed|up|fell|fallen|dropped|decreased|declined|down|jumped|crept|grew|worsened|came|shifted|doubled|tripled|halved|slid|slipped|edged)(?: |$)/

/** `the lab's normal band runs from 4 to 8` */
const OF_RANGE =
  /(?:^| )(?:band|range|interval|limits?) (?:runs|goes|is|reaches|extends)(?: from)?$/

/** `rose from 150 to 178`: two values of a marker, not a range. */
function trendOf(
  { reading, facts, paired }: Context,
  at: number,
  item: RangeItem,
): { item: NumberItem; role: Role }[] | null {
  if (item.time) return null
  const joint = reading.folded.slice(item.low.end, item.high.start)
  const before = wordsBefore(reading, at, true)
  const moved =
    CHANGE.test(before) ||
    (/ from $| from$/.test(` ${before}`) && CHANGE.test(wordsAround(reading, at)))
  const subject = subjectAt(reading, at, paired)
  const candidates = subject
    ? [subject.marker, ...subject.others].flatMap((one) => factsOf(facts, one))
    : []
  const marker = candidates.find((one) => hasFigure(one, item.high)) ?? candidates[0]
  if (!marker || OF_RANGE.test(wordsBefore(reading, at))) return null
  const low = item.unit && !item.low.unit ? { ...item.low, unit: item.unit } : item.low
  // `(53.1 to 59.1)`: both are values that the sources have.
  const known = (number: NumberItem, among: MarkerFacts["values"]) =>
    among.some((one) => likeness(number, one.number, marker.id) === "same")
  if (isChange(wordsBefore(reading, at)) && joint.includes("to")) {
    return [
      { item: low, role: "difference" },
      { item: item.high, role: "present" },
    ]
  }
  const both = known(low, [...marker.earlier, ...marker.beside]) && known(item.high, marker.values)
  if (!both && (!moved || !joint.includes("to"))) return null
  return [
    { item: low, role: "earlier" },
    { item: item.high, role: "present" },
  ]
}

function judgeNumber(
  context: Context,
  at: number,
  item: NumberItem,
  told?: Role,
): Judgement | null {
  const { reading, facts, paired } = context
  const subject = subjectAt(reading, at, paired)
  if (isDoseUnit(item) && isAdvice(wordsAround(reading, at))) return null
  if (!item.unit && item.decimals === 0 && isAge(reading, at, facts)) return null
  const times = subject && timesOf(context, at, item, factsOf(facts, subject.marker)[0])
  if (times) return times
  if (!subject || (!told && !mayBeValue(reading, at, item, subject.bond)))
    return unbound(context, at, item)
  const candidates = [subject.marker, ...subject.others].flatMap((marker) => factsOf(facts, marker))
  // `RDW, which measures how much red cells vary, is 17.8 %`: of the markers named, the one that has it.
  const own = subject.bond !== "tight" && candidates.find((one) => hasFigure(one, item))
  const main = own || factsOf(facts, subject.marker)[0]
  if (!main || !mayBeIn(item, main)) return unbound(context, at, item)
  if (main.derived) return judgeDerived(item, main)
  if (isDoseOf(item, main)) return null
  const role = told ?? roleOf(reading, at, item)
  const rough = isRough(wordsBefore(reading, at))
  const claim = rough ? without(item) : item
  // A percentage of a marker that is not measured in percent tells a change.
  const percent = item.unit?.dimension === "percent" && !inPercent(main)
  // `moved −15 % to 4.7`: no value of it is below zero.
  const signed = item.value < 0 && main.values.every(({ number }) => number.value >= 0)
  // `at 5.01 %`, where 5.01 million is its value: the unit is wrong.
  const unit =
    percent &&
    role !== "difference" &&
    main.values.some(({ number }) => likeness(item, number, main.id) === "unit")
  if (!unit && (role === "difference" || percent || signed))
    return judgeDifference(context, at, claim, main, rough)
  const judgements = candidates.map((marker) =>
    judgeAgainst(context, at, claim, marker, { role, rough, sure: told !== undefined }),
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

/** Pounds and inches are no marker's, unless the sources say so. */
const mayBeIn = (item: NumberItem, marker: MarkerFacts) =>
  !isBodyUnit(item) ||
  [...marker.values, ...marker.earlier].some(
    ({ number }) => number.unit?.dimension === item.unit?.dimension,
  )

/** `60 points above the limit`, `up 66 points`. */
const isPoints = (reading: Reading, at: number) =>
  /^points?$/.test(wordOf(reading.items[at + 1])) &&
  roleOf(reading, at, reading.items[at] as NumberItem) === "difference"

/** `is ninety-nine`, and not `is one of them`: a number in words that counts nothing. */
function isSaid({ items, sentenceOf }: Reading, at: number): boolean {
  const [before, item, next] = [items[at - 1], items[at] as NumberItem, items[at + 1]]
  const told = before?.type === "sign" ? before.sign === ":" : SAYS.has(wordOf(before))
  if (next?.type !== "word" || sentenceOf[at + 1] !== sentenceOf[at]) return told
  return told && item.value > 1 && BEHIND.has(next.word)
}
const SAYS = new Set("is was of at reads read measured stands stood now about around".split(" "))

/** A bare number is a value only where the sentence ties it to a marker. */
function mayBeValue(reading: Reading, at: number, item: NumberItem, bond: Bond): boolean {
  const next = reading.items[at + 1]
  if (isPoints(reading, at)) return true
  if (!item.unit && COUNTED.has(wordOf(next))) return false
  if (!item.unit && item.inWords) return bond === "tight" && isSaid(reading, at)
  if (isLabUnit(item)) return true
  if (isDoseUnit(item)) return bond === "tight"
  if (item.unit) return true
  return (
    bond === "tight" ||
    item.comparison !== undefined ||
    item.decimals > 0 ||
    CHANGE.test(wordsBefore(reading, at, true)) ||
    (bond === "loose" && standsFree(reading, at)) ||
    (bond === "loose" && isToldAhead(reading, at)) ||
    (bond === "topic" && IT_IS_NOW.test(wordsBefore(reading, at)))
  )
}

// What may follow a bare value; any other word is a thing that the number counts.
const BEHIND = new Set(
  "now then before previously earlier on since in at from to and but while is was which with this last today currently between so high low h l hi lo ie i e vs versus against after or hence thus".split(
    " ",
  ),
)
const NAMED = new Set(
  "type stage grade step page question option phase level number no item group visit day week month case class part".split(
    " ",
  ),
)

const IT_IS_NOW =
  /^(?:it|this|that|the (?:level|value|result)) (?:is|was|stands|stood) (?:now|then|at)$/

/** Whether a bare number behind a marker counts nothing, names nothing and advises nothing. */
function standsFree(reading: Reading, at: number): boolean {
  const { items, sentenceOf } = reading
  const item = items[at] as NumberItem
  const [before, next] = [items[at - 1], items[at + 1]]
  if (NAMED.has(wordOf(before)) || (item.value >= 1900 && item.value < 2100)) return false
  if (next?.type === "word" && sentenceOf[at + 1] === sentenceOf[at] && !BEHIND.has(next.word))
    return false
  const from = statementFrom(reading, at)
  const behind = items.slice(Math.max(from, at - 40), at).some((one) => isMarker(one))
  return behind && !isAdvice(wordsAround(reading, at)) && !listNumber(reading, at)
}
