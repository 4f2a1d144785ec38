import { isGeneral } from "./general.ts"
import { type Item, type MarkerItem, wordOf } from "./items.ts"
import { isMarker, isNumber, type Reading } from "./reading.ts"
import { type Subject, topicBefore } from "./topics.ts"

// Words that only stand between a marker and its value.
const BETWEEN = new Set(
  "is was were are at of came in reads read measured measures measuring tested value values level levels result results reading currently now today stands stood sits sitting registered registers showed shows showing returned with being has had a an the your her his their its this about around approximately approx roughly nearly almost just only slightly serum plasma equal equals concentration count remains still also both respectively concentrations back recorded noted found s very measurement score be slightly well".split(
    " ",
  ),
)
const SIGNS_BETWEEN = new Set([
  ":",
  "(",
  "|",
  ",",
  "-",
  "~",
  "≈",
  "=",
  "*",
  "_",
  "[",
  "→",
  "·",
  "'",
  "`",
])
const BEFORE_MARKER = new Set(
  "of for in your the her his their client's s on fasting serum this".split(" "),
)

const FLAGS = new Set(["high", "low", "normal", "h", "l", "ref", "reference", "range", "ok"])

/** Whether only the marker's own value and its flag stand between it and a range. */
export function isRowGap(items: Item[], marker: MarkerItem, to: number): boolean {
  for (let at = to - 1; at >= Math.max(0, to - 14); at--) {
    const item = items[at]
    if (item === marker) return true
    if (item?.type === "number" || (item?.type === "word" && FLAGS.has(item.word))) continue
    if (!isTightGap(items, at, at + 1) && !(item?.type === "sign" && /[;")\]]/.test(item.sign)))
      return false
  }
  return false
}

function isTightGap(items: Item[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const item = items[at]
    if (
      item?.type === "word"
        ? !BETWEEN.has(item.word)
        : item?.type === "sign"
          ? !SIGNS_BETWEEN.has(item.sign)
          : true
    ) {
      return false
    }
  }
  return true
}

/** `at 178 mg/dL, her LDL`, `an LDL of`, `178 mg/dL for LDL`: the marker right behind the number. */
function rightBehind(reading: Reading, at: number): MarkerItem | null {
  const { items } = reading
  const lead = wordOf(items[at - 1])
  let next = at + 1
  const comma = items[next]
  if (comma?.type === "sign" && comma.sign === ",") {
    // `At 178 mg/dL, LDL is`, but not `glucose is normal at 93 mg/dL, A1c is`.
    const opener = items[at - 2]
    const opens =
      opener === undefined ||
      reading.sentenceOf[at - 2] !== reading.sentenceOf[at] ||
      opener.type === "sign" ||
      ["and", "but", "while", "although"].includes(wordOf(opener))
    if (!["at", "with"].includes(lead) || !opens) return null
    next += 1
  }
  for (let steps = 0; steps < 3; steps++) {
    const item = items[next]
    if (isMarker(item)) return isGeneral(items, next) ? null : item
    if (item?.type !== "word" || !BEFORE_MARKER.has(item.word)) return null
    next += 1
  }
  return null
}

const LIST = new Set([
  "and",
  "or",
  "&",
  ",",
  "/",
  "plus",
  "levels",
  "level",
  "as",
  "well",
  "both",
  "your",
  "her",
  "his",
  "the",
  "their",
])
const inList = (item: Item | undefined) =>
  (item?.type === "word" && LIST.has(item.word)) || (item?.type === "sign" && LIST.has(item.sign))

const isQuestion = (item: Item | undefined) => item?.type === "sign" && item.sign === "?"

/** Whether a sentence is a question, so that the next one answers it. */
export const asks = ({ items, sentences }: Reading, sentence: number) =>
  isQuestion(items[(sentences[sentence]?.to ?? 0) - 1])

/** The first item of the sentence of item `at`, and of the question that it answers. */
export function statementFrom(reading: Reading, at: number): number {
  let sentence = reading.sentenceOf[at] ?? 0
  // `Did LDL change? Yes or no: 150, 178 now.`
  if (asks(reading, sentence - 1)) sentence -= 1
  return reading.sentences[sentence]?.from ?? at
}

/** `LDL and HDL were 178 and 45 mg/dL, respectively`: the nth number is said of the nth marker. */
export function pairs(reading: Reading): Map<number, MarkerItem> {
  const answer = new Map<number, MarkerItem>()
  for (const [sentence, { from, to: end }] of reading.sentences.entries()) {
    // `What about LDL and HDL? 178 and 45 mg/dL.`
    const to = asks(reading, sentence) ? (reading.sentences[sentence + 1]?.to ?? end) : end
    let group: MarkerItem[] = []
    let numbers: number[] = []
    const close = () => {
      if (group.length > 1 && group.length === numbers.length) {
        for (const [index, at] of numbers.entries()) {
          const marker = group[index]
          if (marker) answer.set(at, marker)
        }
      }
      numbers = []
    }
    let listing = true
    for (let at = from; at < to; at++) {
      const item = reading.items[at]
      if (isMarker(item)) {
        if (numbers.length > 0 || !listing) {
          close()
          group = []
        }
        group.push(item)
        listing = true
      } else if (isNumber(item) && !item.time) {
        numbers.push(at)
      } else if (numbers.length > 0 && !inList(item)) {
        close()
        group = []
      } else if (!inList(item) && !isQuestion(item)) listing = false
    }
    close()
  }
  return answer
}

/** The marker a number at item `at` is said of, or null. */
export function subjectAt(
  reading: Reading,
  at: number,
  paired: Map<number, MarkerItem>,
): Subject | null {
  const { items } = reading
  const pair = paired.get(at)
  if (pair) return { marker: pair, bond: "tight", others: [] }
  const sentence = reading.sentenceOf[at] ?? 0
  const to = reading.sentences[sentence]?.to ?? at
  const from = statementFrom(reading, at)
  const start = Math.max(from, at - 80)
  const before: number[] = []
  for (let back = at - 1; back >= start && before.length < 6; back--) {
    if (isMarker(items[back]) && !isGeneral(items, back)) before.push(back)
  }
  const markerAt = (index: number | undefined) => (index === undefined ? undefined : items[index])
  const nearest = markerAt(before[0])
  if (isMarker(nearest) && isTightGap(items, (before[0] ?? 0) + 1, at)) {
    return { marker: nearest, bond: "tight", others: [] }
  }
  // `no vitamin D deficiency (44 ng/mL)`
  const lacking = items[at - 3]
  const bracket = items[at - 1]
  if (
    isMarker(lacking) &&
    bracket?.type === "sign" &&
    bracket.sign === "(" &&
    /^(?:deficiency|insufficiency)$/.test(wordOf(items[at - 2]))
  )
    return { marker: lacking, bond: "tight", others: [] }
  const behind = rightBehind(reading, at)
  if (behind) return { marker: behind, bond: "tight", others: [] }
  if (isMarker(nearest)) {
    // Markers named earlier in the sentence that have no number of their own.
    const others = before.slice(1).flatMap((index) => {
      const item = items[index]
      const next = items.slice(index + 1, index + 8).find((one) => isNumber(one) || isMarker(one))
      return isMarker(item) && !isNumber(next) ? [item] : []
    })
    return { marker: nearest, bond: "loose", others }
  }
  // `It nearly tripled, from 52 to 143`
  const opener = wordOf(items[from])
  const topic = opener === "it" || opener === "this" ? topicBefore(reading, sentence) : null
  if (topic) return topic
  for (let next = at + 1; next < Math.min(to, at + 40); next++) {
    const item = items[next]
    if (isMarker(item) && !isGeneral(items, next))
      return { marker: item, bond: "loose", others: [] }
  }
  return topicBefore(reading, sentence)
}
