import { type Item, wordOf } from "./items.ts"
import { type Found, moveOf } from "./phrase.ts"
import { AGAINST, DEGREES, isClosed, leadOf, MOVES, type Trend } from "./phrase-words.ts"
import { rangeNoun } from "./range-words.ts"

const LATER =
  /^(?:last|previous|previously|before|prior|earlier|it|they|the|your|her|his|at|in|on|then|when|baseline|a|three|two|six)$/

/** `higher than last time`, `lower by 2`, `the same as`, `no change`. */
export function comparedAt(items: Item[], at: number): Found | null {
  const word = wordOf(items[at])
  if (word === "same" && wordOf(items[at + 1]) === "as") return moveOf("same", at + 2)
  if (word === "no") return unmoved(items, at)
  // `has barely budged`
  if (
    /^(?:barely|hardly|scarcely)$/.test(word) &&
    /^(?:budged|moved|changed|shifted)$/.test(wordOf(items[at + 1]))
  )
    return moveOf("steady", at + 2)
  const trend = { higher: "up", lower: "down", better: "better", worse: "worse" }[word]
  if (!trend) return null
  const next = wordOf(items[at + 1])
  if (next === "by" && /^(?:up|down)$/.test(trend)) return moveOf(trend as Trend, at + 1)
  if (/^(?:up|down)$/.test(trend) && MOVES.has(leadOf(items, at)) && isClosed(items, at + 1))
    return moveOf(trend as Trend, at + 1)
  if (next !== "than") return null
  const noun = rangeNoun(items, at + 2)
  const third = items[at + 2]
  if (noun)
    return {
      to: noun.to,
      sides: word === "higher" ? ["high"] : word === "lower" ? ["low"] : [],
      wanted: noun.wanted,
    }
  if (third?.type === "number" && third.comparison && (word === "higher" || word === "lower")) {
    return { to: at + 2, sides: [word === "higher" ? "high" : "low"], against: at + 2 }
  }
  if (third?.type === "range" && (word === "higher" || word === "lower")) {
    return { to: at + 2, sides: [word === "higher" ? "high" : "low"], against: at + 2 }
  }
  return LATER.test(wordOf(third)) || third?.type === "date" ? moveOf(trend as Trend, at + 2) : null
}

/** `no real change from 70`, and not `no change to your plan`. */
function unmoved(items: Item[], at: number): Found | null {
  let to = at + 1
  while (DEGREES.has(wordOf(items[to]))) to += 1
  if (!/^(?:changes?|movement|difference)$/.test(wordOf(items[to]))) return null
  to += 1
  if (wordOf(items[to]) === "in" && items[to + 1]?.type === "marker")
    return { ...moveOf("same", to + 1), adjective: true }
  return tells(items, to) ? moveOf("same", to) : null
}

/** Whether what follows the noun of a move leaves it a statement: its end, or what it is held against. */
export const tells = (items: Item[], to: number) =>
  isClosed(items, to) || AGAINST.has(wordOf(items[to])) || items[to]?.type === "date"
