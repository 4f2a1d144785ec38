import { type Item, signOf, wordOf } from "./items.ts"
import { type Found, moveOf } from "./phrase.ts"
import { comparedAt, tells } from "./phrase-compared.ts"
import {
  AGAINST,
  BASES,
  COPULA,
  EITHER,
  isBracketed,
  isClosed,
  isHeading,
  isLabelled,
  LEADS,
  leadOf,
  MOVES,
  NOUNS,
  PARTICIPLES,
  PRESENT,
  STILL,
  type Trend,
  VERBS,
} from "./phrase-words.ts"
import type { Reading } from "./reading.ts"

/** Whether a word alone names the move: as a label's, in brackets, or as a heading. */
const standsAlone = (items: Item[], from: number, to = from + 1) =>
  isLabelled(items, from) || isBracketed(items, from, to) || isHeading(items, from, to)

/** The words at item `at` that say how a value moved. */
export function trendAt({ items }: Reading, at: number): Found | null {
  return (
    eitherAt(items, at) ??
    upAt(items, at) ??
    comparedAt(items, at) ??
    nounAt(items, at) ??
    verbAt(items, at)
  )
}

/** `increased`: a side or a move, as the words beside it say. */
function eitherAt(items: Item[], at: number): Found | null {
  const either = EITHER.get(wordOf(items[at]))
  if (!either) return null
  const [side, trend] = either
  const next = items[at + 1]
  if (next?.type === "marker") return { to: at + 1, sides: [side], adjective: true }
  if (AGAINST.has(wordOf(next)) || wordOf(next) === "to") return moveOf(trend, at + 1)
  const before = items[at - 1]
  const lead = leadOf(items, at)
  // `pathologically increased`, `increased (norm 0 – 100)`: held against a range.
  const ranged =
    signOf(next) === "(" && /^(?:norm|normal|ref|reference|range)$/.test(wordOf(items[at + 2]))
  if (ranged || /^(?:pathologically|abnormally)$/.test(wordOf(before)))
    return { to: at + 1, sides: [side] }
  if (["has", "have", "had"].includes(lead)) return moveOf(trend, at + 1)
  const stated =
    COPULA.has(lead) ||
    wordOf(before) === "slightly" ||
    wordOf(before) === "mildly" ||
    // `LDL: 131 mg/dL, increased (norm 0 – 100)`
    (isClosed(items, at + 1) && (before?.type === "number" || /^[,:(|–]$/.test(signOf(before))))
  if (stated) return { to: at + 1, sides: [side], trends: [trend] }
  return ["also", "significantly", "markedly", "further"].includes(wordOf(before))
    ? moveOf(trend, at + 1)
    : null
}

/** `went up`, `up from`, `trend: down`, `a step up`. */
function upAt(items: Item[], at: number): Found | null {
  const word = wordOf(items[at])
  if (!/^(?:up|down|upwards?|downwards?)$/.test(word)) return null
  const trend = word.startsWith("up") ? "up" : "down"
  const next = wordOf(items[at + 1])
  if (standsAlone(items, at)) return moveOf(trend, at + 1)
  if (wordOf(items[at - 1]) === "step")
    return LEADS.has(wordOf(items[at - 2])) && tells(items, at + 1) ? moveOf(trend, at + 1) : null
  if (AGAINST.has(next)) return moveOf(trend, at + 1)
  // `moved from 40 to 45, up`, `LDL up: 30 vs 28`
  const moves = items.slice(Math.max(0, at - 12), at).some((item) => MOVES.has(wordOf(item)))
  if (signOf(items[at - 1]) === "," && moves && isClosed(items, at + 1))
    return moveOf(trend, at + 1)
  if (items[at - 1]?.type === "marker" && signOf(items[at + 1]) === ":")
    return moveOf(trend, at + 1)
  const lead = leadOf(items, at)
  // `is up at 290`: high, or higher than before.
  if (next === "at" && ["is", "are", "remains"].includes(lead))
    return { to: at + 1, sides: [trend === "up" ? "high" : "low"], trends: [trend] }
  // `That one's up there`
  if (next === "there" && isClosed(items, at + 2))
    return { to: at + 2, sides: [trend === "up" ? "high" : "low"] }
  const moved = MOVES.has(lead) || ["is", "are", "was", "were"].includes(lead)
  return moved && (next !== "to" || MOVES.has(lead)) ? moveOf(trend, at + 1) : null
}

/** `a rise`, `a fall of 0.5 in LDL`, `interval decrease in LDL`. */
function nounAt(items: Item[], at: number): Found | null {
  const trend = NOUNS.get(wordOf(items[at]))
  if (!trend) return null
  const to = at + 1
  if (isBracketed(items, at, to) || isLabelled(items, at)) return moveOf(trend, to)
  const before = items[at - 1]
  // `a 6 % increase in LDL`
  const sized = before?.type === "number" && LEADS.has(wordOf(items[at - 2]))
  const led = LEADS.has(wordOf(before)) || sized
  // `LDL: DECREASE FROM 150`; a line that begins with it advises.
  const put = /^[:,(|–]$/.test(signOf(before)) || before?.type === "number"
  if (!led && !put) return null
  if (wordOf(items[to]) === "in") {
    return led && items[to + 1]?.type === "marker"
      ? { ...moveOf(trend, to + 1), adjective: true }
      : null
  }
  if (wordOf(items[to]) === "of" && items[to + 1]?.type === "number") {
    const behind = items[to + 2]
    if (wordOf(behind) === "in") {
      return items[to + 3]?.type === "marker"
        ? { ...moveOf(trend, to), adjective: true, noun: to + 3 }
        : null
    }
    return tells(items, to + 2) ? moveOf(trend, to) : null
  }
  if (put && !led) return AGAINST.has(wordOf(items[to])) ? moveOf(trend, to) : null
  // `account for the increase`: it was told of before.
  return tells(items, to) && wordOf(before) !== "the" ? moveOf(trend, to) : null
}

/** Whether `from 12.8` follows within so many items. */
function namesStart(items: Item[], from: number, reach: number): boolean {
  const at = items.slice(from, from + reach).findIndex((item) => wordOf(item) === "from")
  return at >= 0 && items[from + at + 1]?.type === "number"
}

/** `rose`, `is rising`, `rises to`, `did not rise`, `remained stable`. */
function verbAt(items: Item[], at: number): Found | null {
  const word = wordOf(items[at])
  const next = items[at + 1]
  const past = VERBS.get(word) ?? didMove(items, at)
  // `has not fallen below range`: the side is told by what follows.
  if (past && /^(?:below|above|under|over|within|inside|outside|out)$/.test(wordOf(next)))
    return null
  if (past) return wayTold(items, at) ?? moveOf(past, at + 1)
  // `gained a full point, from 12.8 to 13.8`
  if (/^(?:gained|lost|settled)$/.test(word)) {
    if (namesStart(items, at + 1, 7)) return moveOf(word === "gained" ? "up" : "down", at + 1)
  }
  const participle = PARTICIPLES.get(word)
  if (participle) {
    const told =
      COPULA.has(leadOf(items, at)) || /^(?:keeps|kept|continues)$/.test(leadOf(items, at))
    // `117 nmol/L, falling (prior 98)`
    const put = signOf(items[at - 1]) === "," && isClosed(items, at + 1)
    // `hemoglobin sliding further from 12.0 to 11.6`, `in range and growing (24 before)`
    const moved = namesStart(items, at + 1, 3)
    const joined =
      /^(?:and|but)$/.test(wordOf(items[at - 1])) &&
      signOf(next) === "(" &&
      items[at + 2]?.type === "number"
    return told || put || moved || joined || standsAlone(items, at)
      ? moveOf(participle, at + 1)
      : null
  }
  const present = PRESENT.get(word)
  if (present) {
    const size = items[at + 2]?.type === "number"
    return size && ["from", "to", "by"].includes(wordOf(next)) ? moveOf(present, at + 1) : null
  }
  if (!STILL.has(word)) return null
  const held =
    COPULA.has(leadOf(items, at)) ||
    ["relatively", "fairly", "largely", "and"].includes(wordOf(items[at - 1])) ||
    signOf(items[at - 1]) === "," ||
    standsAlone(items, at)
  return held ? moveOf(word === "stable" || word === "steady" ? "steady" : "same", at + 1) : null
}

/** `improved to a lower level`, `worsened upward`: which way it went is told, better or worse is an opinion. */
function wayTold(items: Item[], at: number): Found | null {
  if (!/^(?:improved|worsened|deteriorated)$/.test(wordOf(items[at]))) return null
  const told = items.slice(at + 1, at + 5)
  const way = told.findIndex((item) => WAYS.test(wordOf(item)))
  const between = told.slice(0, Math.max(0, way)).map(wordOf)
  if (way < 0 || !between.every((word) => /^(?:to|a|much|slightly)$/.test(word))) return null
  const up = /^(?:up|higher)/.test(wordOf(told[way]))
  return moveOf(up ? "up" : "down", at + way + 2)
}
const WAYS = /^(?:higher|lower|up|down|upwards?|downwards?)$/

/** `did improve`, `did not rise`, `didn't fall`: a base form that tells rather than advises. */
function didMove(items: Item[], at: number): Trend | undefined {
  const lead = [items[at - 1], items[at - 2], items[at - 3]].map(wordOf)
  const did =
    lead[0] === "did" ||
    (lead[0] === "not" && lead[1] === "did") ||
    (lead[0] === "t" && lead[2] === "didn")
  return did ? BASES.get(wordOf(items[at])) : undefined
}
