import { type NumberItem, type RangeItem, wordOf } from "./items.ts"
import type { Measure } from "./measure-names.ts"
import { firstFrom, type Noun } from "./nouns.ts"
import type { Reading } from "./reading.ts"
import { type Unit, unitAt } from "./units.ts"

// Words that may stand between a measure and its number, units of a heading among them.
const FILL = new Set(
  "is was were are at of came in reads read measured measures reading readings level levels value result now currently today stands stood sits being has had a an the about around approximately approx roughly nearly almost just only slightly still also recorded noted found seated sitting standing left right arm average mean between somewhere anywhere lies lay remains under over below above less more than exceeds up down by lb lbs kg cm in inches mm hg mmhg bpm pounds beats breaths per minute ms degrees fahrenheit celsius m2 m² cm2 cm² ml min f c percent unit units uom s previous previously prior last earlier before from to then when and checked taken visit test went fell rose dropped climbed increased decreased moved changed rising falling come averaged averages averaging excellent good great fine high low normal elevated raised well very quite bit little too stable steady unchanged".split(
    " ",
  ),
)
/** Words that go on with the same measure behind its first number. */
const GOES_ON = new Set(
  "from to previous previously prior last earlier before then now down up versus vs was".split(" "),
)
const REACH = 90

/** `(kg/m2): `: the unit of a heading, and what follows it. */
function headingOf(gap: string): { unit?: Unit; rest: string } {
  const [all, inner = ""] = /^[ \t]?\(([^()]{1,30})\)/.exec(gap) ?? []
  const found = all ? unitAt(inner.trim(), 0) : null
  if (!all || found?.end !== inner.trim().length) return { rest: gap }
  return { unit: found.unit, rest: gap.slice(all.length) }
}

/** Whether only fillers stand between a measure and its number; `unit`: the number has one. */
function isGap(gap: string, unit: boolean): boolean {
  if (gap.length > REACH || /[;!?\n]/.test(gap)) return false
  const words = gap.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []
  if (!words.every((word) => FILL.has(word.replace(/^_/, "")))) return false
  if (!/\d/.test(gap.replace(/[a-z]+\d/g, ""))) return true
  // `41.6 inches (105.7 cm)`
  return words.some((word) => GOES_ON.has(word)) || /→|- ?>/.test(gap) || (unit && /\($/.test(gap))
}

const mayBe = ({ measure }: Noun, item: NumberItem | RangeItem) =>
  !item.unit || measure.dimensions.includes(item.unit.dimension)

const BEHIND = /^ ?[,(]? ?(?:(?:of|for|in|is|was) )?(?:(?:your|her|his|their|the|resting|a) )?$/

/**
 * What is measured by the number or range at item `at`, by the nearest name of a measure in its sentence
 * that its unit fits; null where only other words tie them.
 */
export function measureAt(
  reading: Reading,
  at: number,
): { measure: Measure /** Of a heading, where the number has none. */; unit?: Unit } | null {
  const { items, sentences, sentenceOf, folded } = reading
  const item = items[at]
  const span = sentences[sentenceOf[at] ?? 0]
  if (!span || (item?.type !== "number" && item?.type !== "range")) return null
  const { nouns } = reading
  const next = firstFrom(nouns, item.start)
  const from = Math.max(items[span.from]?.start ?? 0, item.start - REACH)
  for (let index = next - 1; index >= Math.max(0, next - 3); index--) {
    const noun = nouns[index]
    if (!noun || noun.start < from) break
    const { unit, rest } = headingOf(folded.slice(noun.end, item.start))
    if (!isGap(rest, item.unit !== undefined)) continue
    if (!mayBe(noun, item) || !isFree(reading, item)) return null
    return { measure: noun.measure, ...(unit && !item.unit ? { unit } : {}) }
  }
  const behind = nouns[next]
  const end = items[span.to - 1]?.end ?? item.end
  const follows = behind && behind.end <= end && BEHIND.test(folded.slice(item.end, behind.start))
  return item.unit && follows && mayBe(behind, item) ? { measure: behind.measure } : null
}

// What may follow a bare number; any other word is a thing that it counts.
const FREE = new Set(
  "and or at on is was are were which with in but while now today then before to from this last high low h l f c over after since for by when as both than back vs versus against currently so the her his your".split(
    " ",
  ),
)

/** Whether a bare number counts nothing: any unit tells what it is. */
function isFree({ folded }: Reading, item: NumberItem | RangeItem): boolean {
  if (item.unit) return true
  if (item.type === "number" && (item.ordinal || (item.inWords && item.value < 20))) return false
  const [, word] = /^[ -]?([a-z]+)/.exec(folded.slice(item.end, item.end + 24)) ?? []
  return word === undefined || FREE.has(word)
}

/** A blood pressure as both its numbers: `120/80 mmHg`. */
export type Pair = { systolic: NumberItem; diastolic: NumberItem; start: number; end: number }

/** The pair that begins with the number at item `at`: `120/80`, `120 over 80`; null where there is none. */
export function pairAt({ items }: Reading, at: number): Pair | null {
  const [one, joint, other] = [items[at], items[at + 1], items[at + 2]]
  if (one?.type !== "number" || other?.type !== "number") return null
  const joins = joint?.type === "sign" ? joint.sign === "/" : wordOf(joint) === "over"
  if (!joins || one.unit || one.time || other.time) return null
  // In `120 over 80` nothing is compared.
  const { comparison: _, worded: __, ...diastolic } = other
  return { systolic: one, diastolic, start: one.start, end: other.end }
}

/**
 * Whether a pair is a blood pressure: by its unit, or by what stands before it. `12.0/80 mmHg` is one too,
 * that was written wrong.
 */
export const isPressure = (reading: Reading, at: number, { diastolic }: Pair): boolean =>
  diastolic.unit?.dimension === "pressure" ||
  (!diastolic.unit && measureAt(reading, at)?.measure.id === "pressure")

/** Whether the number at item `at` is said of a measure, alone or as the second of a pair. */
export const isMeasured = (reading: Reading, at: number): boolean => {
  if (measureAt(reading, at)) return true
  const pair = pairAt(reading, at) ?? pairAt(reading, at - 2)
  const first = pair && reading.items[at]?.start === pair.start ? at : at - 2
  return pair !== null && isPressure(reading, first, pair)
}
