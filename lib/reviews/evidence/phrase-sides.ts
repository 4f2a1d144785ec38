import type { Item } from "./items.ts"
import type { Found } from "./phrase.ts"
import {
  ADJECTIVES,
  AMOUNTS,
  COPULA,
  isClosed,
  isHeading,
  PRAISE,
  SHORT,
  type Side,
  STATES,
  signOf,
} from "./phrase-words.ts"
import { type Reading, wordOf } from "./reading.ts"

// What may stand behind an adjective that says something of a marker rather than of its next noun.
const AFTER = new Set(
  "and or but at for in on which with compared than relative again today now this that while though although so yet by since both value values level levels reading readings result results as because given range side end here too overall still because versus vs whereas per according when considering despite suggesting indicating consistent even nor however enough right these".split(
    " ",
  ),
)
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
const WANTED = new Set([
  "optimal",
  "target",
  "targets",
  "goal",
  "desired",
  "ideal",
  "functional",
  "desirable",
])

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
  // Of the upper limit, it lies in range.
  if (word === "shy" && next === "of")
    return { word: "shy", sides: ["low", "within"], from: at + 2 }
  if (word === "short" && next === "of") return { word: "below", sides: ["low"], from: at + 2 }
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
    // `above the lower limit` and `below the upper limit` leave two sides open.
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

/**
 * Where a value lies that is said to be above or below a limit: of a limit without more, the upper one is
 * meant, below which it is in range. `fill`: the words between, the limit's noun among them.
 */
function boundedBy(word: string, fill: string[]): Side[] | null {
  const below = ["below", "under", "beneath"].includes(word)
  const above = ["above", "over", "exceeds", "exceeding", "exceeded", "beyond"].includes(word)
  const has = (...nouns: string[]) => nouns.some((noun) => fill.includes(noun))
  if (has("lower", "minimum", "floor")) return above ? ["within", "high"] : null
  const limit = has(
    "limit",
    "limits",
    "threshold",
    "thresholds",
    "cutoff",
    "ceiling",
    "cap",
    "mark",
    "upper",
    "maximum",
  )
  return below && limit ? ["low", "within"] : null
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

/** The number or range that a range's noun names: `the optimal range of 40 to 60`. */
function againstBehind(items: Item[], from: number): number | null {
  for (let at = from; at < Math.min(from + 4, items.length); at++) {
    const item = items[at]
    if (item?.type === "range" || item?.type === "number") return at
    if (!["of", ":", "(", "is", "=", "<", ">"].includes(wordOf(item) || signOf(item))) return null
  }
  return null
}

/** `the lab considers 0 to 100 normal`, `up to 150 mg/dL is normal`: a range is named, too. */
function isRangeBefore(items: Item[], at: number): boolean {
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
function namesRange(items: Item[], from: number): boolean {
  for (let at = from; at < from + 6; at++) {
    const item = items[at]
    if (item?.type === "range" || (item?.type === "number" && (item.comparison || at === from)))
      return true
    const word = wordOf(item) || signOf(item)
    if (
      item?.type !== "marker" &&
      ![
        "is",
        "are",
        ":",
        "(",
        "=",
        "level",
        "levels",
        "range",
        "below",
        "above",
        "under",
        "over",
        "-",
        "between",
        "less",
        "more",
        "than",
        "up",
        "to",
        "at",
        "most",
        "least",
        "of",
      ].includes(word)
    )
      return false
  }
  return false
}

/** H and L as flags, arrows, and what clinicians write for short. */
function flagAt(items: Item[], at: number): Found | null {
  const item = items[at]
  const [before, next] = [items[at - 1], items[at + 1]]
  const arrow = { "↑": "high", "↓": "low" }[signOf(item)] as Side | undefined
  if (arrow) {
    // `↓ 36% since May`, `(↑ from 2.9)`: an arrow before a change tells a trend.
    const change =
      ["from", "since"].includes(wordOf(next)) ||
      (next?.type === "number" && ["since", "from", "vs"].includes(wordOf(items[at + 2])))
    if (change) return { to: at + 1, sides: [], trends: [arrow === "high" ? "up" : "down"] }
    const leads = next?.type === "marker" && before?.type !== "number" && before?.type !== "marker"
    return { to: at + 1, sides: [arrow], ...(leads ? { adjective: true } : {}) }
  }
  if (item?.type !== "word") return null
  if (item.upper && /^(?:h|l|hh|ll)$/.test(item.word)) {
    const beside =
      before?.type === "number" ||
      (signOf(before) === "(" && signOf(next) === ")") ||
      (signOf(before) === "|" && signOf(next) === "|") ||
      // `[0.2-1.2] L`, `flag = L`
      (/^[\])]$/.test(signOf(before)) && items[at - 2]?.type === "range") ||
      (/^[=:]$/.test(signOf(before)) && wordOf(items[at - 2]) === "flag")
    return beside ? { to: at + 1, sides: [item.word.startsWith("h") ? "high" : "low"] } : null
  }
  const short = SHORT.get(item.word)
  if (!short) return null
  const beside =
    ["number", "range", "marker"].includes(before?.type ?? "") || /^[),|]$/.test(signOf(before))
  const ended = isClosed(items, at + 1) || signOf(next) === "@" || wordOf(next) === "at"
  const told = beside || COPULA.has(wordOf(before)) || isHeading(items, at, at + 1)
  return told && ended ? { to: at + 1, sides: short } : null
}

/** `too little`, `elevation of LDL`, `hyper-range LDL`. */
function stateAt(items: Item[], at: number): Found | null {
  const word = wordOf(items[at])
  const amount = wordOf(items[at - 1]) === "too" ? AMOUNTS.get(word) : undefined
  if (amount && isClosed(items, at + 1)) return { to: at + 1, sides: amount }
  const state = STATES.get(word)
  if (state && ["of", "in"].includes(wordOf(items[at + 1])) && items[at + 2]?.type === "marker")
    return { to: at + 2, sides: state, adjective: true }
  const joined = signOf(items[at + 1]) === "-" && /^(?:range|normal)$/.test(wordOf(items[at + 2]))
  if (/^hyp(?:er|o)$/.test(word) && joined && items[at + 3]?.type === "marker")
    return { to: at + 3, sides: [word === "hyper" ? "high" : "low"], adjective: true }
  return null
}

/** `looks great at 70`, `How is it? Fine, at 70.` */
function praiseAt(items: Item[], at: number): Found | null {
  if (!PRAISE.has(wordOf(items[at]))) return null
  const before = items[at - 1]
  const next = items[at + 1]
  const ended = isClosed(items, at + 1) || wordOf(next) === "at"
  const told = COPULA.has(wordOf(before)) || signOf(before) === "?"
  return told && ended ? { to: at + 1, sides: ["within"], wanted: true } : null
}

export function flaggedAt({ items }: Reading, at: number): Found | null {
  const word = wordOf(items[at])
  const item = items[at]
  const next = items[at + 1]
  if (!item) return null
  const flag = flagAt(items, at) ?? praiseAt(items, at) ?? stateAt(items, at)
  if (flag) return flag
  const sides = ADJECTIVES.get(word)
  if (!sides) return null
  const good = sides.length === 1 && sides[0] === "within"
  // `upper limit of normal`, `normal <150`, `optimal is 40 to 60`: a range is named, nothing is said.
  if (
    good &&
    (wordOf(items[at - 1]) === "of" || namesRange(items, at + 1) || isRangeBefore(items, at))
  )
    return null
  // `low-density`, `high-fiber`: only `low-normal` and `high-normal` are claims.
  if (signOf(next) === "-" && next?.start === item.end) {
    const joined = wordOf(items[at + 2])
    return joined === "normal" ? { to: at + 3, sides: ["within"] } : null
  }
  if (
    signOf(items[at - 1]) === "-" &&
    items[at - 1]?.end === item.start &&
    items[at - 2]?.end === items[at - 1]?.start
  ) {
    return wordOf(items[at - 2]) === "borderline"
      ? { to: at + 1, sides: ["within", ...sides] }
      : null
  }
  const after = wordOf(next)
  if (word !== "normal" && after === "normal") return { to: at + 2, sides: ["within"] }
  if (after === "end" || after === "side")
    return { to: at + 2, sides: after === "end" ? ["within", ...sides] : ["within", ...sides] }
  const borderline = ["borderline", "marginally", "upper", "lower"].includes(wordOf(items[at - 1]))
  const widened: Side[] = borderline ? ["within", ...sides] : sides
  if (next?.type === "marker") return { to: at + 1, sides: widened, adjective: true }
  if (
    ["level", "levels", "value", "values", "reading", "readings"].includes(after) &&
    ["of", "for"].includes(wordOf(items[at + 2])) &&
    items[at + 3]?.type === "marker"
  ) {
    return { to: at + 3, sides: widened, adjective: true }
  }
  if (["optimal", "healthy"].includes(word) && !COPULA.has(wordOf(items[at - 1]))) return null
  // `Abnormal findings: LDL, ALT`
  if (/^(?:findings?|markers?|biomarkers?|values?|results?|tests?)$/.test(after)) {
    if (signOf(items[at + 2]) === ":") return { to: at + 2, sides: widened }
  }
  // `[LOW] Sodium`
  if (signOf(items[at - 1]) === "[" && signOf(next) === "]" && items[at + 2]?.type === "marker")
    return { to: at + 2, sides: widened, adjective: true }
  // `looks high to me`
  const tome = after === "to" && ["me", "us"].includes(wordOf(items[at + 2]))
  const open = next === undefined || next.type !== "word" || AFTER.has(after) || tome
  return open && after !== "of" ? { to: at + 1, sides: widened } : null
}
