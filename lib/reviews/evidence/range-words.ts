import { type Item, signOf, wordOf } from "./items.ts"

const RANGE_NOUNS = new Set(
  "range ranges limit limits interval intervals bound bounds normal norm norms threshold thresholds zone band window corridor minimum maximum ceiling floor cap cutoff cut reference optimal target targets goal average".split(
    " ",
  ),
)
const RANGE_FILL = new Set(
  "the its their his her your a an lab lab's labs laboratory upper lower reference normal standard recommended expected healthy s ' of end optimal target desirable stated printed usual adult desired ideal functional quoted given published reported same accepted clinical report report's typical general - ( goal cut off or edge 'normal' that this".split(
    " ",
  ),
)
const WANTED = new Set("optimal target targets goal desired ideal functional desirable".split(" "))

/** Fillers and the noun of a range behind `above`, `within`, `outside`; the item behind it, or null. */
export function rangeNoun(items: Item[], from: number): { to: number; wanted: boolean } | null {
  let wanted = false
  for (let at = from; at < Math.min(from + 7, items.length); at++) {
    const word = wordOf(items[at]) || signOf(items[at])
    if (WANTED.has(word)) wanted = true
    if (RANGE_NOUNS.has(word)) {
      let to = at + 1
      while (
        RANGE_NOUNS.has(wordOf(items[to])) ||
        (RANGE_FILL.has(wordOf(items[to])) && RANGE_NOUNS.has(wordOf(items[to + 1])))
      )
        to += 1
      return { to, wanted: wanted || WANTED.has(wordOf(items[to - 1])) }
    }
    if (!RANGE_FILL.has(word)) return null
  }
  return null
}

/** The number or range that a range's noun names: `the optimal range of 40 to 60`. */
export function againstBehind(items: Item[], from: number): number | null {
  for (let at = from; at < Math.min(from + 4, items.length); at++) {
    const item = items[at]
    if (item?.type === "range" || item?.type === "number") return at
    if (!["of", ":", "(", "is", "=", "<", ">"].includes(wordOf(item) || signOf(item))) return null
  }
  return null
}

// What may stand between a word such as `normal` and the range it names.
const NAMING = new Set(
  "is are : ( = level levels range below above under over - between less more than up to at most least of".split(
    " ",
  ),
)

/** `the lab considers 0 to 100 normal`, `up to 150 mg/dL is normal`: a range is named, too. */
export function isRangeBefore(items: Item[], at: number): boolean {
  if (["considers", "consider", "calls", "call"].includes(wordOf(items[at - 1]))) return true
  let back = at - 1
  while (
    ["is", "are", "counts", "count", "as", "considered", "being"].includes(wordOf(items[back]))
  )
    back -= 1
  const item = items[back]
  return item?.type === "range" || (item?.type === "number" && item.worded === true)
}

/** Whether a range or a limit follows, behind no more than a marker's name. */
export function namesRange(items: Item[], from: number): boolean {
  for (let at = from; at < from + 6; at++) {
    const item = items[at]
    if (item?.type === "range" || (item?.type === "number" && (item.comparison || at === from)))
      return true
    const word = wordOf(item) || signOf(item)
    if (item?.type !== "marker" && !NAMING.has(word)) return false
  }
  return false
}
