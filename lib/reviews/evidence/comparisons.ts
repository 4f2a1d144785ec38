import { type Comparison, type Item, signOf, wordOf } from "./items.ts"

const SIGNS: Record<string, Comparison> = {
  "<": "<",
  ">": ">",
  "≤": "<=",
  "≥": ">=",
  "⩽": "<=",
  "⩾": ">=",
}
const PHRASES: [string[], Comparison][] = [
  [["less", "than", "or", "equal", "to"], "<="],
  [["greater", "than", "or", "equal", "to"], ">="],
  [["more", "than", "or", "equal", "to"], ">="],
  [["not", "more", "than"], "<="],
  [["no", "more", "than"], "<="],
  [["not", "less", "than"], ">="],
  [["no", "less", "than"], ">="],
  [["no", "higher", "than"], "<="],
  [["no", "lower", "than"], ">="],
  [["less", "than"], "<"],
  [["lower", "than"], "<"],
  [["smaller", "than"], "<"],
  [["fewer", "than"], "<"],
  [["greater", "than"], ">"],
  [["more", "than"], ">"],
  [["higher", "than"], ">"],
  [["larger", "than"], ">"],
  [["up", "to"], "<="],
  [["at", "most"], "<="],
  [["at", "least"], ">="],
  [["under"], "<"],
  [["below"], "<"],
  [["beneath"], "<"],
  [["over"], ">"],
  [["above"], ">"],
  [["exceeds"], ">"],
  [["exceeding"], ">"],
  [["exceeded"], ">"],
]

const MOVED = new Set(
  "gone went go going moved crept come came is are was has climbed edged shot".split(" "),
)

/** `has been topped up to 58`, and not `is expected up to 58`. */
const isMoved = (word: string) =>
  MOVED.has(word) ||
  (/(?:ed|own|ought|uilt)$/.test(word) &&
    !/^(?:need|expected|accepted|allowed|recommended|considered|tolerated|suggested|defined|printed|listed|reported)$/.test(
      word,
    ))

/** Whether the `>` at `at` tells a move: `150 -> 178`, `150 (April 2026) > 178`. */
function isArrow(items: Item[], at: number): boolean {
  const before = items[at - 1]
  if (signOf(before) === "-" && before?.end === items[at]?.start) return true
  return signOf(before) === ")" && items[at - 2]?.type === "date"
}

/** The comparison that ends right before item `at` of `items`, and how many items it takes. */
function comparisonBefore(
  items: Item[],
  at: number,
): { comparison: Comparison; length: number; sign: boolean } | null {
  const last = signOf(items[at - 1])
  const before = signOf(items[at - 2])
  if (last === "=" && (before === "<" || before === ">")) {
    return { comparison: before === "<" ? "<=" : ">=", length: 2, sign: true }
  }
  // Quest prints `> OR = 60`.
  const first = signOf(items[at - 3])
  if (last === "=" && wordOf(items[at - 2]) === "or" && (first === "<" || first === ">")) {
    return { comparison: first === "<" ? "<=" : ">=", length: 3, sign: true }
  }
  const sign = SIGNS[last]
  if (last === ">" && isArrow(items, at - 1)) return null
  if (sign) return { comparison: sign, length: 1, sign: true }
  if (items[at - 1]?.type !== "word") return null
  for (const [words, comparison] of PHRASES) {
    if (words.every((word, index) => wordOf(items[at - words.length + index]) === word)) {
      // `has gone up to 178` tells a move.
      if (words[0] === "up" && isMoved(wordOf(items[at - 3]))) return null
      return { comparison, length: words.length, sign: false }
    }
  }
  return null
}

/** Gives numbers the comparison that stands before them: `<0.5`, `up to 100`, `at least 40`. */
export function withComparisons(items: Item[]): Item[] {
  const answer: Item[] = []
  for (const item of items) {
    if (item.type !== "number") {
      answer.push(item)
      continue
    }
    answer.push(item)
    const found = comparisonBefore(answer, answer.length - 1)
    if (!found) continue
    answer.pop()
    // Signs are part of the number; words stay, for they also say a direction.
    const start = found.sign
      ? (answer[answer.length - found.length]?.start ?? item.start)
      : item.start
    if (found.sign) answer.splice(-found.length)
    answer.push({
      ...item,
      start,
      comparison: found.comparison,
      ...(found.sign ? {} : { worded: true }),
    })
  }
  return answer
}
