import { type Item, signOf, wordOf } from "./items.ts"
import type { Found } from "./phrase.ts"
import { COPULA, isClosed, type Side } from "./phrase-words.ts"
import { againstBehind, rangeNoun } from "./range-words.ts"
import type { Reading } from "./reading.ts"

const PREPOSITIONS = new Map<string, Side[]>(
  Object.entries({
    above: ["high"],
    over: ["high"],
    exceeds: ["high"],
    exceed: ["high"],
    exceeding: ["high"],
    exceeded: ["high"],
    beyond: ["high"],
    below: ["low"],
    under: ["low"],
    beneath: ["low"],
    within: ["within"],
    into: ["within"],
    missed: ["low", "high"],
    left: ["low", "high"],
    in: ["within"],
    inside: ["within"],
    outside: ["low", "high"],
  }),
)

/** A preposition at item `at`, and the item behind it. */
function sidesAt(items: Item[], at: number): { word: string; sides: Side[]; from: number } | null {
  const word = wordOf(items[at])
  const [next, third] = [wordOf(items[at + 1]), wordOf(items[at + 2])]
  if (word === "out" && next === "of") return { word, sides: ["low", "high"], from: at + 2 }
  // `out-of-range`
  if (word === "out" && signOf(items[at + 1]) === "-" && third === "of")
    return { word, sides: ["low", "high"], from: at + (signOf(items[at + 3]) === "-" ? 4 : 3) }
  if (word === "in" && next === "excess" && third === "of")
    return { word: "above", sides: ["high"], from: at + 3 }
  if ((word === "short" || word === "shy") && next === "of")
    return { word: "below", sides: ["low"], from: at + 2 }
  const sides = PREPOSITIONS.get(word)
  return sides ? { word, sides, from: at + 1 } : null
}

/** `above the range`, `below where it should be`, `over 100`, `outside range on the lower end`. */
export function sideAt({ items }: Reading, at: number): Found | null {
  const bound = boundAt(items, at)
  if (bound) return bound
  const place = placeAt(items, at)
  if (place) return place
  const found = sidesAt(items, at)
  if (!found) return null
  const { word, sides, from } = found
  const than = ["above", "below", "under", "over"].includes(word)
  const wished = than ? placeAt(items, from, true) : null
  if (wished) return { ...wished, sides }
  if (word === "in" && wordOf(items[from]) === "order" && wordOf(items[from + 1]) !== "to")
    return { to: from + 1, sides }
  const noun = rangeNoun(items, from)
  if (noun) {
    const fill = items.slice(from, noun.to).map(wordOf)
    const open = boundedBy(word, fill)
    // `in a range seen with diabetes` is another range.
    if (
      fill.includes("a") &&
      /^(?:seen|associated|linked|common|typical|where|that|which)$/.test(wordOf(items[noun.to]))
    )
      return null
    const against = againstBehind(items, noun.to)
    return {
      to: noun.to,
      sides: open ?? endTold(items, noun.to, sides),
      wanted: noun.wanted,
      against: noun.wanted ? against : null,
    }
  }
  const next = items[from]
  if (next?.type === "number" && next.comparison && than) return { to: from, sides, against: from }
  if (
    (next?.type === "range" || next?.type === "number") &&
    !next.time &&
    ["within", "above", "below", "outside", "exceeds"].includes(word)
  ) {
    return { to: from, sides, against: from }
  }
  // `a touch over the 0 to 100 we'd expect`
  const range = items[from + 1]
  if (than && range?.type === "range" && !range.time && ["the", "its"].includes(wordOf(next))) {
    return { to: from + 1, sides, against: from + 1 }
  }
  return bare(items, at, word, sides)
}

const UPPER = /^(?:limits?|thresholds?|cutoff|ceiling|cap|mark|upper|maximum)$/

/**
 * Where a value lies that is said to be above or below a limit: of a limit without more, the upper one is
 * meant, below which it is in range. `fill`: the words between, the limit's noun among them.
 */
function boundedBy(word: string, fill: string[]): Side[] | null {
  const below = ["below", "under", "beneath"].includes(word)
  const above = ["above", "over", "exceeds", "exceeding", "exceeded", "beyond"].includes(word)
  const has = (...nouns: string[]) => nouns.some((noun) => fill.includes(noun))
  if (has("lower", "minimum", "floor")) return above ? ["within", "high"] : null
  return below && fill.some((noun) => UPPER.test(noun)) ? ["low", "within"] : null
}

/** `(above)`, `178 mg/dL, above`, `vs limit ≤100 → over`: with nothing behind it. */
function bare(items: Item[], at: number, word: string, sides: Side[]): Found | null {
  if (!isClosed(items, at + 1)) return null
  const last = signOf(items[at - 1])
  if (last === "→" || (last === ">" && signOf(items[at - 2]) === "-")) return { to: at + 1, sides }
  if (!["above", "below"].includes(word)) return null
  const said = /^(?:see|the|listed|mentioned|as|noted|described|shown|together|from|and|or)$/
  return said.test(wordOf(items[at - 1])) ? null : { to: at + 1, sides }
}

/** `> ULN`, `< LLN`. */
function boundAt(items: Item[], at: number): Found | null {
  const sign = signOf(items[at])
  const bound = wordOf(items[at + 1])
  if ((sign !== "<" && sign !== ">") || !/^(?:uln|lln)$/.test(bound)) return null
  const sides: Side[] =
    sign === ">"
      ? bound === "uln"
        ? ["high"]
        : ["within", "high"]
      : bound === "lln"
        ? ["low"]
        : ["low", "within"]
  return { to: at + 2, sides }
}

const WISHED =
  /^(?:should|ought|wants?|would|like|likes|needs?|expects?|hopes?|hoped|wanted|belongs?|prefers?|accepts?|allows?|considers?|calls?)$/

/** `where it should be`, `where we would like it to be`: in range. `led`: behind `below`, as is `what we would like`. */
function placeAt(items: Item[], at: number, led = false): Found | null {
  if (wordOf(items[at]) !== "where" && !(led && wordOf(items[at]) === "what")) return null
  if (!/^(?:it|they|that|this|we|one|you|i|the)$/.test(wordOf(items[at + 1]))) return null
  let to = at + 2
  while (to < at + 6 && !WISHED.test(wordOf(items[to]))) to += 1
  if (!WISHED.test(wordOf(items[to]))) return null
  const before = wordOf(items[at - 1])
  const told =
    led ||
    COPULA.has(before) ||
    signOf(items[at - 1]) === "," ||
    /^(?:right|just|exactly|not|nicely|squarely|pretty|back)$/.test(before)
  if (!told) return null
  // `where the lab likes to see 75 or less`: what it names is not where the value is.
  if (["number", "range"].includes(items[to + 1]?.type ?? "")) return null
  if (["number", "range"].includes(items[to + 3]?.type ?? "") && wordOf(items[to + 1]) === "to")
    return null
  while (
    /^(?:should|would|like|hope|want|it|them|to|be|see|lie|sit|stay|for|you)$/.test(
      wordOf(items[to + 1]),
    )
  )
    to += 1
  return { to: to + 1, sides: ["within"], wanted: true }
}

/** `outside range on the lower end`: which side it is. */
function endTold(items: Item[], from: number, sides: Side[]): Side[] {
  if (sides.length === 1) return sides
  const told = items.slice(from, from + 6).map(wordOf)
  const at = told.findIndex((word) => ["end", "side"].includes(word))
  const end = told[at - 1]
  if (at < 1 || !told.slice(0, at).includes("on")) return sides
  if (end === "upper" || end === "high") return ["high"]
  return end === "lower" || end === "low" ? ["low"] : sides
}
