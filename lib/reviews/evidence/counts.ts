import { ageFinding, isAge } from "./ages.ts"
import type { Facts } from "./facts.ts"
import { type Item, type NumberItem, signOf, wordOf } from "./items.ts"
import { isMeasured } from "./measures.ts"
import { type Phrase, sidesOf } from "./phrase.ts"
import type { Reading } from "./reading.ts"
import { tally } from "./sides.ts"
import { countedBy } from "./tallied.ts"
import type { EvidenceFinding } from "./types.ts"

const NOUNS = new Set(
  "marker markers biomarker biomarkers value values result results tests test analyte analytes parameter parameters readings finding findings".split(
    " ",
  ),
)
const SURE_NOUNS = new Set(["marker", "markers", "biomarker", "biomarkers"])
const FILL = new Set(
  "of out the these your her his their tested measured total blood lab were was are is fall falls fell sit lie came come back in - that which and reported currently all have has clearly slightly s again listed on this panel report /".split(
    " ",
  ),
)

type Tally = ReturnType<typeof tally>

/** Judges counts (`12 markers, 3 outside their range`) and ages. */
export function countFindings(
  reading: Reading,
  facts: Facts,
  phrases: Phrase[],
  birthDate: string | null,
): EvidenceFinding[] {
  const counts = facts.order.length === 0 ? null : tally(facts)
  // Some may not have been read: no count of them contradicts.
  if (counts && !facts.listed) counts.unknown += 1
  const at = new Map(phrases.map((phrase) => [phrase.from, phrase]))
  return reading.items.flatMap((item, index): EvidenceFinding[] => {
    if (item.type !== "number") return []
    const { start, end } = item
    if (item.time || (!item.unit && isAge(reading, index, facts))) {
      const age = ageFinding(reading, index, item.value, facts, birthDate)
      return age ? [{ start, end, ...age }] : []
    }
    if (isMeasured(reading, index)) return []
    if (!counts || item.unit || item.decimals > 0 || item.comparison || item.ordinal) return []
    if (isNoCount(reading, index, item)) return []
    const judged =
      judgeCount(reading, index, item.value, counts, at) ??
      unmatchedCount(reading, index, item.value, counts)
    return judged ? [{ start, end, kind: "number", places: [], ...judged }] : []
  })
}

function matching(counts: Tally, phrase: Phrase): number {
  return sidesOf({ ...phrase, negated: false }).reduce((sum, side) => sum + counts[side], 0)
}

function judgeCount(
  reading: Reading,
  index: number,
  value: number,
  counts: Tally,
  phrases: Map<number, Phrase>,
): Pick<EvidenceFinding, "verdict" | "message"> | null {
  const { items } = reading
  const sentence = reading.sentenceOf[index]
  let [noun, of, surely] = [false, false, false]
  const heading = headingBefore(items, index, phrases)
  if (heading) return against(value, matching(counts, heading), counts, sayOf(heading))
  let at = index + 1
  for (; at < Math.min(items.length, index + 12) && reading.sentenceOf[at] === sentence; at++) {
    const phrase = phrases.get(at)
    if (phrase && phrase.trends.length === 0) {
      // The M of `N of M markers` is the total.
      if (totalBehind(items, index)) break
      const after =
        NOUNS.has(wordOf(items[phrase.to])) ||
        (phrase.to < items.length && items[phrase.to]?.type !== "marker")
      // `ALT 64 H`: a value with its flag.
      if (
        !noun &&
        !of &&
        items.slice(Math.max(0, index - 3), index).some(({ type }) => type === "marker")
      )
        break
      if (!noun && !of && at > index + 1 && !after) break
      if (phrase.adjective) break
      return against(value, matching(counts, phrase), counts, sayOf(phrase))
    }
    const item = items[at]
    const word = wordOf(item) || signOf(item)
    if (NOUNS.has(word)) {
      noun = true
      surely ||= SURE_NOUNS.has(word)
    } else if (item?.type === "number") {
      // `9 of the 12 markers`, `9/12 markers`
      if (signOf(items[at - 1]) === "/") {
        of = true
        continue
      }
      if (!["of"].some((one) => wordOf(items[at - 1]) === one || wordOf(items[at - 2]) === one))
        break
      of = true
    } else if (!FILL.has(word)) break
  }
  const next = [1, 2, 3, 4].find((step) => NOUNS.has(wordOf(items[index + step])))
  const near =
    next !== undefined &&
    items.slice(index + 1, index + next).every((item) => FILL.has(wordOf(item)))
  if (!near) return null
  if (value === counts.total)
    return { verdict: "supported", message: `The report has ${counts.total} markers.` }
  const outside = counts.low + counts.high
  const known = [outside, counts.low, counts.high, counts.within]
  if (known.includes(value)) return { verdict: "supported", message: summary(counts) }
  // The M of `N of M results` is their number, whatever they are called.
  if ((!surely && !totalBehind(items, index)) || value < 2) return null
  return { verdict: "not-found", message: summary(counts) }
}

/** Numbers that count no markers: a value, a difference, or all of a few that were named. */
function isNoCount({ items }: Reading, index: number, { inWords, value }: NumberItem): boolean {
  const before = items[index - 1]
  const lead = wordOf(before)
  const each = /^(?:different|separate|individual)$/.test(wordOf(items[index + 1]))
  const noun = NOUNS.has(wordOf(items[index + (each ? 2 : 1)]))
  // `it was 24 and below the range`
  if (/^(?:was|is|at|reads|from)$/.test(lead) && !noun) return true
  if (!inWords) return false
  // `every one in range`
  if (/^(?:every|each|any|no|this|that|which)$/.test(lead)) return true
  if (value > 12) return false
  // `the first of those three`, `all four are fine`
  if (/^(?:these|those)$/.test(lead) || (/^(?:all|both)$/.test(lead) && !noun)) return true
  // `106 mg/dL, seven above the limit`
  return !noun && signOf(before) === "," && items[index - 2]?.type === "number"
}

/** A count of the report's markers in words that no phrase knows: it has to be one the report gives. */
function unmatchedCount(
  reading: Reading,
  index: number,
  value: number,
  counts: Tally,
): Pick<EvidenceFinding, "verdict" | "message"> | null {
  const what = countedBy(reading, index)
  if (!what) return null
  const outside = counts.low + counts.high
  const parts = [outside, counts.low, counts.high, counts.within, counts.total - outside]
  const known = {
    total: [counts.total],
    part: [...parts, counts.total],
    outside: [outside],
    within: [counts.within],
    high: [counts.high],
    low: [counts.low],
  }[what]
  // Those that lie on no known side may be counted on any.
  const spare = what === "total" || what === "part" ? 0 : counts.unknown
  const fits = known.some((one) => value >= one && value <= one + spare)
  return { verdict: fits ? "supported" : "not-found", message: summary(counts) }
}

function totalBehind(items: Item[], index: number): boolean {
  if (signOf(items[index - 1]) === "/" && items[index - 2]?.type === "number") return true
  return (
    items.slice(Math.max(0, index - 3), index).some((item) => wordOf(item) === "of") &&
    items.slice(Math.max(0, index - 4), index).some((item) => item.type === "number")
  )
}

/** `Above range (3):` */
function headingBefore(items: Item[], index: number, phrases: Map<number, Phrase>): Phrase | null {
  if (signOf(items[index - 1]) !== "(" || signOf(items[index + 1]) !== ")") return null
  for (let back = index - 2; back >= Math.max(0, index - 8); back--) {
    const phrase = phrases.get(back)
    if (phrase)
      return !items.slice(Math.max(0, back - 8), back).some(({ type }) => type === "marker") &&
        phrase.to >= index - 2 &&
        phrase.trends.length === 0 &&
        !items.slice(phrase.to, index).some(({ type }) => type === "marker" || type === "number")
        ? phrase
        : null
  }
  return null
}

const sayOf = ({ sides }: Phrase) =>
  sides.length > 1
    ? "outside their range"
    : sides[0] === "within"
      ? "within range"
      : sides[0] === "high"
        ? "above their range"
        : "below their range"

const summary = ({ total, low, high, within }: Tally) =>
  `The report has ${total} markers: ${high} above, ${low} below and ${within} within their range.`

function against(
  value: number,
  count: number,
  counts: Tally,
  what: string,
): Pick<EvidenceFinding, "verdict" | "message"> {
  if (value === count)
    return { verdict: "supported", message: `The report has ${count} markers ${what}.` }
  return {
    verdict: counts.unknown > 0 ? "not-found" : "contradicted",
    message: `${summary(counts)}`,
  }
}
