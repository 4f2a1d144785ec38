import { signOf, wordOf } from "./items.ts"
import type { Phrase } from "./phrase.ts"
import { flaggedAt } from "./phrase-flags.ts"
import { sideAt } from "./phrase-sides.ts"
import { trendAt } from "./phrase-trends.ts"
import type { Reading } from "./reading.ts"

const NOT = new Set([
  "not",
  "never",
  "neither",
  "nor",
  "without",
  "cannot",
  "none",
  "nothing",
  "no",
])

/** Whether a negation stands before item `at`, as far as six items of the same clause. */
export function isNegated(reading: Reading, at: number): boolean {
  const { items } = reading
  const start = reading.sentences[reading.sentenceOf[at] ?? 0]?.from ?? 0
  // `does not explain the high cholesterol`: what is denied is not that it is high.
  const named = /^(?:the|your|her|his|their|this|these|its)$/.test(wordOf(items[at - 1]))
  if (named && wordOf(items[at - 2]) !== "not") return false
  const [before, last] = [wordOf(items[at - 2]), wordOf(items[at - 1])]
  if ((before === "rather" && last === "than") || (before === "instead" && last === "of"))
    return true
  // `Neither TSH nor ferritin is out of range.`
  for (let back = at - 1; back >= Math.max(start, at - 24); back--) {
    if (["but", "while", "although", ";"].includes(wordOf(items[back]) || signOf(items[back])))
      break
    if (wordOf(items[back]) === "neither") return true
  }
  for (let back = at - 1; back >= Math.max(start, at - 6); back--) {
    const item = items[back]
    if (item?.type === "marker" || item?.type === "number" || item?.type === "range") return false
    if (item?.type === "sign" && /[,;:()|\n]/.test(item.sign)) return false
    if (["but", "although", "though", "while", "however"].includes(wordOf(item))) return false
    if (NOT.has(wordOf(item))) return wordOf(items[back + 1]) !== "only"
    // isn't, aren't, wasn't: the word was cut at its apostrophe.
    if (
      wordOf(item) === "t" &&
      signOf(items[back - 1]) === "'" &&
      /n$/.test(wordOf(items[back - 2]))
    )
      return true
  }
  return false
}

/** All phrases of a text that say a side or a move, in order, none within another. */
export function phrasesIn(reading: Reading): Phrase[] {
  const answer: Phrase[] = []
  for (let at = 0; at < reading.items.length; at++) {
    const item = reading.items[at]
    if (item?.type !== "word" && item?.type !== "sign") continue
    const found = sideAt(reading, at) ?? trendAt(reading, at) ?? flaggedAt(reading, at)
    if (!found) continue
    answer.push({
      trends: [],
      adjective: false,
      wanted: false,
      against: null,
      ...found,
      from: at,
      negated: isNegated(reading, at),
    })
    at = Math.max(found.to - 1, at)
  }
  return answer
}
