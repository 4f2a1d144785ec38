import {
  type Context,
  factsOf,
  isBodyUnit,
  isDoseUnit,
  isLabUnit,
  type Judgement,
  kindOf,
  textOf,
  told,
} from "./claims.ts"
import { likeness, measuredOf } from "./compare.ts"
import { isAdvice, isAdvised, wordsAround, wordsBefore } from "./context.ts"
import type { Facts } from "./facts.ts"
import { type NumberItem, wordOf } from "./items.ts"
import type { Reading } from "./reading.ts"
import { subjectAt } from "./subjects.ts"
import { placesOf } from "./words.ts"

// Behind a bare number: it counts things and measures nothing.
export const COUNTED = new Set(
  "option options time times marker markers biomarker biomarkers value values visit visits result results question questions step steps reason reasons thing things test tests point points of other others more items topics areas panels reports category categories".split(
    " ",
  ),
)

/** A number that is said of no marker of the sources. */
export function unbound(context: Context, at: number, item: NumberItem): Judgement | null {
  // No lab's value bears out a dose: it is looked for with its unit and substance.
  if (isDoseUnit(item)) return null
  const { reading, facts, quote } = context
  const kind = kindOf(item)
  const lab = isLabUnit(item)
  const body = isBodyUnit(item)
  if (!lab && !body && item.decimals === 0) return ofUnknown(context, at, item)
  for (const marker of facts.owners.get(item.value) ?? []) {
    const hits = [...marker.values, ...marker.earlier].filter(
      ({ number }) =>
        (lab || body ? number.unit !== undefined : true) &&
        likeness(item, number, marker.id) === "same",
    )
    if (hits.length > 0 && !namesUnknown(reading, at, facts)) return told(kind, marker, hits, quote)
  }
  const found = (facts.numbers.get(item.value) ?? []).filter(
    ({ item: other }) =>
      (!body || other.unit !== undefined) && likeness(item, measuredOf(other), "") === "same",
  )
  if (found.length > 0 && !namesUnknown(reading, at, facts)) {
    return {
      kind,
      verdict: "supported",
      places: placesOf(found.map(({ place }) => place)),
      message: "The sources have this number.",
    }
  }
  // What is weighed speaks of weight, and need not advise.
  const sentence = body
    ? wordsAround(reading, at).replaceAll("weight", "#")
    : wordsAround(reading, at)
  if (body && isAdvised(wordsBefore(reading, at, true))) return null
  if (isAdvice(sentence) && (kind === "percentage" || !lab)) return null
  if (!lab && listNumber(reading, at)) return null
  return {
    kind,
    verdict: "not-found",
    places: [],
    message: `No source has ${textOf(reading, item)}.`,
  }
}

/** `Copper: 111`, where no source has copper; null for what may be a dose or a count. */
function ofUnknown({ reading, facts }: Context, at: number, item: NumberItem): Judgement | null {
  const subject = subjectAt(reading, at, new Map())
  if (!subject || item.unit || item.inWords || subject.bond === "topic") return null
  if (subject.marker.end > item.start || factsOf(facts, subject.marker).length > 0) return null
  const next = reading.items[at + 1]
  const free = next?.type !== "word" || ["h", "l", "high", "low", "nl", "wnl"].includes(next.word)
  if (!free || isAdvice(wordsAround(reading, at)) || listNumber(reading, at)) return null
  return {
    kind: "number",
    verdict: "not-found",
    places: [],
    message: `No source has ${textOf(reading, subject.marker)}.`,
  }
}

/** The number is said of a marker that the sources do not know: no other marker's number bears it out. */
function namesUnknown(reading: Reading, at: number, facts: Facts): boolean {
  const subject = subjectAt(reading, at, new Map())
  // `Red cells are smaller than they should be; the reading before was 83 fL`: a plain word beside it.
  if (subject?.bond === "loose" && subject.marker.everyday) return false
  return subject !== null && subject.bond !== "topic" && factsOf(facts, subject.marker).length === 0
}

/** `2.1 Findings`: a number at the head of a line. */
export function listNumber(reading: Reading, at: number): boolean {
  if (COUNTED.has(wordOf(reading.items[at + 1]))) return false
  const before = reading.items[at - 1]
  return before === undefined || (before.type === "sign" && /[\n#*]/.test(before.sign))
}
