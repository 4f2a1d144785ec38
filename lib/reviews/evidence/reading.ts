import { withComparisons } from "./comparisons.ts"
import { fold } from "./fold.ts"
import { type Item, type MarkerItem, type NumberItem, signOf, wordOf } from "./items.ts"
import { type Lexicon, withMarkers } from "./lexicon.ts"
import { type Noun, nounsIn } from "./nouns.ts"
import { scan } from "./scan.ts"

/** A text, cut into pieces. */
export type Reading = {
  text: string
  folded: string
  items: Item[]
  /** Names of vitals and other measures. */
  nouns: Noun[]
  /** For each item the index of its sentence. */
  sentenceOf: number[]
  /** First item of each sentence, and the item behind its last. */
  sentences: { from: number; to: number }[]
}

const joins = (item: Item | undefined) =>
  signOf(item) === "-" || ["to", "through", "thru"].includes(wordOf(item))

function withRanges(items: Item[], text: string, draft: boolean): Item[] {
  const answer: Item[] = []
  for (let at = 0; at < items.length; at++) {
    const item = items[at]
    if (!item) break
    const [joint, other] = [items[at + 1], items[at + 2]]
    // `between 40 and 90`, `between the limits of 40 and 90`
    const between =
      item.type === "number" &&
      wordOf(joint) === "and" &&
      answer.slice(-4).some((one) => wordOf(one) === "between")
    if (
      item.type !== "number" ||
      other?.type !== "number" ||
      item.ordinal ||
      (item.comparison && !item.worded) ||
      other.comparison ||
      !(joins(joint) || between) ||
      // A dash in a cell of its own joins nothing.
      /\t|\|| {3}/.test(text.slice(item.end, other.start)) ||
      // 190 to 178 is a fall, not a range; 425-200 in a draft is a range that was written wrong.
      !(
        (draft && signOf(joint) === "-" && signOf(items[at + 3]) !== "-") ||
        item.value < other.value ||
        (item.otherwise ?? item.value) < (other.otherwise ?? other.value)
      )
    ) {
      answer.push(item)
      continue
    }
    const unit = other.unit ?? item.unit
    // `above 4 to 11`: the word is said of the range.
    const { comparison: _, worded: __, ...low } = item
    answer.push({
      type: "range",
      start: item.start,
      end: other.end,
      low,
      high: other,
      ...(unit ? { unit } : {}),
      ...(other.time || item.time ? { time: true } : {}),
    })
    at += 2
  }
  return answer
}

const SHORTENED = new Set(
  "ms mr mrs dr mx prof vs approx ref e.g i.e eg ie incl vit no st avg max min jr sr est resp fig pt dob cf".split(
    " ",
  ),
)

/** Whether the sign at `at` ends a sentence. */
function ends(items: Item[], at: number, folded: string): boolean {
  const item = items[at]
  if (item?.type !== "sign") return false
  if (item.sign === "\n") return !isWrapped(folded, item.start)
  if (!/[.!?]/.test(item.sign)) return false
  const next = folded.charAt(item.end)
  if (!(next === "" || /[\s"')\]*_]/.test(next))) return false
  // What follows in brackets belongs to it.
  if (/^!? \(/.test(folded.slice(item.end, item.end + 3))) return false
  const before = items[at - 1]
  if (item.sign !== "." || before?.end !== item.start) return true
  return !(
    before.type === "word" &&
    (SHORTENED.has(before.word) || (before.word.length === 1 && before.capital))
  )
}

/** Whether the line end at `at` only wraps a paragraph. */
function isWrapped(folded: string, at: number): boolean {
  const from = Math.max(folded.lastIndexOf("\n", at - 1), at - 400)
  if (at - from < 50) return false
  const line = folded.slice(from + 1, at).trimEnd()
  // A line of JSON is whole.
  if (/[.:;!?|}]$/.test(line) || /^\s*(?:[-*#|·>]|\d+[.)])/.test(line)) return false
  const next = folded.slice(at + 1, at + 80)
  // Neither a list nor `key: value` goes on with a paragraph.
  return !/^\s*(?:$|\n|[-*#|·>!]|\d+[.)] |[^\n.:=]{1,45}[:=] )/.test(next)
}

function sentencesOf(items: Item[], folded: string): { from: number; to: number }[] {
  const answer: { from: number; to: number }[] = []
  let from = 0
  for (let at = 0; at < items.length; at++) {
    if (!ends(items, at, folded)) continue
    answer.push({ from, to: at + 1 })
    from = at + 1
  }
  if (from < items.length) answer.push({ from, to: items.length })
  return answer
}

/** Reads a draft (`draft`) or a source, whose tables keep their columns apart and whose markers are learnt. */
export function read(text: string, lexicon: Lexicon, kind: "draft" | "source"): Reading {
  const folded = fold(text)
  const nouns = nounsIn(folded)
  const scanned = scan(text, folded, kind === "draft")
  const items = withRanges(
    withComparisons(withMarkers(scanned, text, folded, lexicon, nouns)),
    text,
    kind === "draft",
  )
  const sentences = sentencesOf(items, folded)
  const sentenceOf = sentences.flatMap(({ from, to }, index) =>
    new Array<number>(to - from).fill(index),
  )
  return { text, folded, nouns, items, sentenceOf, sentences }
}

export const isNumber = (item: Item | undefined): item is NumberItem => item?.type === "number"
export const isMarker = (item: Item | undefined): item is MarkerItem => item?.type === "marker"
