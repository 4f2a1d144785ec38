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
  /^(?:markers?|biomarkers?|results?|tests?|values?|parameters?|analytes?|things?|items?|findings?|checks?|labs?)$/
const JUDGED =
  /^(?:abnl|abnormal|wnl|nl|normal|flagged|off|outside|in|within|out|inside|high|low|ok|fine)$/
const LABEL = /^(?:total|count|flagged|abnormal|normal|outside|range|markers|results|values|tests)$/

/** `9 of 41`, `9 out of 41`, `9/41`: the other number, for the first and for the second. */
function fraction(items: Item[], at: number): { first: number; second: number } | null {
  const joins = (from: number, to: number) => {
    const between = items.slice(from + 1, to).map((item) => wordOf(item) || signOf(item))
    return /^(?:of|out of|of the|out of the|\/)$/.test(between.join(" "))
  }
  for (const step of [2, 3, 4]) {
    if (isWhole(items[at + step]) && joins(at, at + step)) return { first: at, second: at + step }
    if (isWhole(items[at - step]) && joins(at - step, at)) return { first: at - step, second: at }
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

/**
 * What a whole number counts: all markers of the report (`total`), or a part of them. Null where it counts
 * nothing of the report's.
 */
export function countedBy(reading: Reading, at: number): "total" | "part" | null {
  const { items, sentenceOf, sentences } = reading
  const item = items[at]
  if (!isWhole(item)) return null
  const word = (index: number) => wordOf(items[index])
  const whole = fraction(items, at)
  if (whole) {
    const second = items[whole.second]
    const behind = items[whole.second + 1]
    const other = behind?.type === "word" && !THINGS.test(behind.word) && !JUDGED.test(behind.word)
    const large = isWhole(second) && second.value >= PANEL
    if (!large || other || nearMarker(reading, whole.first)) return null
    return at === whole.second ? "total" : "part"
  }
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
