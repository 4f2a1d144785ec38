import { type Item, type NumberItem, signOf, wordOf } from "./items.ts"
import type { Reading } from "./reading.ts"

const isWhole = (item: Item | undefined): item is NumberItem =>
  item?.type === "number" &&
  !item.unit &&
  !item.time &&
  !item.ordinal &&
  !item.comparison &&
  item.decimals === 0

/** Fewer than so many may be steps, visits or tablets; a panel has more markers. */
const PANEL = 10

const THINGS =
  /^(?:markers?|biomarkers?|results?|tests?|values?|parameters?|analytes?|measurements?|things?|items?|findings?|checks?|labs?)$/
const JUDGED =
  /^(?:abnl|abnormal|wnl|nl|normal|flagged|off|outside|in|within|out|inside|high|low|ok|fine)$/
const isSide = (word: string) => word !== "in" && (JUDGED.test(word) || word === "range")
const LABEL = /^(?:total|count|flagged|abnormal|normal|outside|range|markers|results|values|tests)$/

/** What may stand between the numbers of a share, with what it says of the first of them. */
const JOINT =
  /^(?:\/|(?:(?:(?:markers?|biomarkers?|results?|tests?|values?) )?(abnl|abnormal|flagged|off|outside|high|low|wnl|normal|within|fine) )?(?:out )?of(?: (?:all|your|her|his|their))?(?: the)?)$/

const PARTS: [Part, RegExp][] = [
  ["outside", /^(?:abnl|abnormal|flagged|off|outside)$/],
  ["within", /^(?:wnl|normal|within|fine)$/],
  ["high", /^high$/],
  ["low", /^low$/],
]

type Part = "outside" | "within" | "high" | "low"
type Fraction = { first: number; second: number; part?: Part }

/** `9 of 41`, `9 abnormal out of 41`, `9/41`: the other number, for the first and for the second. */
function fraction(items: Item[], at: number): Fraction | null {
  const joins = (from: number, to: number): Pick<Fraction, "part"> | null => {
    const between = items.slice(from + 1, to).map((item) => wordOf(item) || signOf(item))
    const found = JOINT.exec(between.join(" "))
    const part = PARTS.find(([, words]) => words.test(found?.[1] ?? ""))?.[0]
    return found && (part ? { part } : {})
  }
  for (const step of [2, 3, 4, 5, 6]) {
    const ahead = isWhole(items[at + step]) ? joins(at, at + step) : null
    if (ahead) return { first: at, second: at + step, ...ahead }
    const back = isWhole(items[at - step]) ? joins(at - step, at) : null
    if (back) return { first: at - step, second: at, ...back }
  }
  return null
}

/** Whether a marker stands in the same sentence close before: then the numbers may be its values. */
const nearMarker = ({ items, sentenceOf }: Reading, at: number) =>
  items
    .slice(Math.max(0, at - 5), at)
    .some(
      (item, step) =>
        item.type === "marker" && sentenceOf[Math.max(0, at - 5) + step] === sentenceOf[at],
    )

/** `There were 41 measurements, of which 9 were out of range`, `41 different markers`. */
function isTotal({ items, sentences, sentenceOf }: Reading, at: number): boolean {
  const word = (index: number) => wordOf(items[index])
  if (/^(?:different|separate|individual)$/.test(word(at + 1)) && THINGS.test(word(at + 2)))
    return true
  const opens = sentences[sentenceOf[at] ?? 0]?.from === at
  if (!THINGS.test(word(at + 1)) || !(opens || /^(?:were|are)$/.test(word(at - 1)))) return false
  const from = signOf(items[at + 2]) === "," ? at + 3 : at + 2
  if (word(from) !== "of" || !/^(?:which|these|those|them)$/.test(word(from + 1))) return false
  return items.slice(from + 3, from + 6).some((one) => JUDGED.test(wordOf(one)))
}

/**
 * What a whole number counts: all markers of the report (`total`), or a part of them, such as those
 * `outside` their range. Null where it counts nothing of the report's.
 */
export function countedBy(reading: Reading, at: number): "total" | "part" | Part | null {
  const { items, sentenceOf, sentences } = reading
  const item = items[at]
  if (!isWhole(item)) return null
  const word = (index: number) => wordOf(items[index])
  const whole = fraction(items, at)
  if (whole) {
    const second = items[whole.second]
    const behind = items[whole.second + 1]
    const next = items.slice(whole.second + 2, whole.second + 6).map(wordOf)
    // `9 of the 41 are totally fine`
    const told =
      /^(?:are|were|is|was|came|fell|lie|look)$/.test(wordOf(behind)) && next.some(isSide)
    const other =
      behind?.type === "word" && !told && !THINGS.test(behind.word) && !JUDGED.test(behind.word)
    const large = isWhole(second) && second.value >= PANEL
    if (!large || other || nearMarker(reading, whole.first)) return null
    return at === whole.second ? "total" : (whole.part ?? "part")
  }
  if (item.value >= PANEL && isTotal(reading, at)) return "total"
  // `Of 41 parameters, 9 are outside`, `Out of 41 things we checked, 9 were a bit off.`
  const from = sentences[sentenceOf[at] ?? 0]?.from ?? at
  if (word(at - 1) === "of" && THINGS.test(word(at + 1)) && item.value >= PANEL) return "total"
  const open = items.slice(from, Math.min(at, from + 3)).findIndex((one) => wordOf(one) === "of")
  if (
    open >= 0 &&
    isWhole(items[from + open + 1]) &&
    THINGS.test(word(from + open + 2)) &&
    signOf(items[at - 1]) === ","
  )
    return "part"
  // `Total markers: 41`, `markers_flagged: 9`
  if (!/^[:=]$/.test(signOf(items[at - 1]))) return null
  const label = items.slice(Math.max(from, at - 6), at - 1).flatMap((one) => wordOf(one).split("_"))
  if (label.filter((one) => LABEL.test(one)).length < 2 || nearMarker(reading, at)) return null
  return label.includes("total") ? "total" : "part"
}
