import type { Item } from "./items.ts"
import { type Reading, wordOf } from "./reading.ts"

export type Side = "low" | "within" | "high"
export type Trend = "up" | "down" | "same" | "better" | "worse"

/** Words that say where a value lies, or how it moved. Item indexes, `to` exclusive. */
export type Phrase = {
  from: number
  to: number
  /** Sides that bear it out; empty for a trend alone. */
  sides: Side[]
  /** Moves that bear it out; empty for a side alone. */
  trends: Trend[]
  /** Stands before its noun: `high LDL`. */
  adjective: boolean
  /** `not`, `no longer`, `neither` come before. */
  negated: boolean
  /** Speaks of an optimal range or a goal rather than the report's range. */
  wanted: boolean
  /** `above` with a number or a range right behind: its item. */
  against: number | null
}

const signOf = (item: Item | undefined) => (item?.type === "sign" ? item.sign : "")

const ADJECTIVES = new Map<string, Side[]>(
  Object.entries({
    high: ["high"],
    elevated: ["high"],
    raised: ["high"],
    low: ["low"],
    deficient: ["low"],
    insufficient: ["low"],
    depressed: ["low"],
    suppressed: ["low"],
    subnormal: ["low"],
    normal: ["within"],
    unremarkable: ["within"],
    optimal: ["within"],
    healthy: ["within"],
    abnormal: ["low", "high"],
    flagged: ["low", "high"],
  }),
)
/** `is increased` is high or has risen. */
const EITHER = new Map<string, [Side, Trend]>(
  Object.entries({
    increased: ["high", "up"],
    decreased: ["low", "down"],
    reduced: ["low", "down"],
  }),
)
const TRENDS = new Map<string, Trend>(
  Object.entries({
    rose: "up",
    risen: "up",
    climbed: "up",
    grew: "up",
    grown: "up",
    jumped: "up",
    spiked: "up",
    fell: "down",
    fallen: "down",
    dropped: "down",
    declined: "down",
    improved: "better",
    worsened: "worse",
    deteriorated: "worse",
    unchanged: "same",
    stable: "same",
    steady: "same",
  }),
)
const NOUNS = new Map<string, Trend>(
  Object.entries({
    rise: "up",
    increase: "up",
    jump: "up",
    drop: "down",
    decline: "down",
    decrease: "down",
    fall: "down",
    reduction: "down",
    improvement: "better",
  }),
)

// What may stand behind an adjective that says something of a marker rather than of its next noun.
const AFTER = new Set(
  "and or but at for in on which with compared than relative again today now this that while though although so yet by since both value values level levels reading readings result results as because given range side end here too overall still because versus vs whereas per according when considering despite suggesting indicating consistent even nor however enough".split(
    " ",
  ),
)
const RANGE_NOUNS = new Set(
  "range ranges limit limits interval intervals bound bounds normal threshold thresholds cutoff cut reference optimal target targets goal average".split(
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
function rangeNoun(items: Item[], from: number): { to: number; wanted: boolean } | null {
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
    in: ["within"],
    inside: ["within"],
    outside: ["low", "high"],
  }),
)

type Found = Pick<Phrase, "to" | "sides"> & Partial<Phrase>

function preposition(reading: Reading, at: number): Found | null {
  const { items } = reading
  const word = wordOf(items[at])
  let sides = PREPOSITIONS.get(word)
  let from = at + 1
  if (word === "out" && wordOf(items[from]) === "of") {
    sides = ["low", "high"]
    from += 1
  }
  // `out-of-range`
  if (word === "out" && signOf(items[from]) === "-" && wordOf(items[from + 1]) === "of") {
    sides = ["low", "high"]
    from += signOf(items[from + 2]) === "-" ? 3 : 2
  }
  if (!sides) return null
  const than = ["above", "below", "under", "over"].includes(word)
  const noun = rangeNoun(items, from)
  if (noun) {
    // `above the lower limit` and `below the upper limit` leave two sides open.
    const fill = items.slice(from, noun.to).map(wordOf)
    const open: Side[] | null =
      word === "above" && fill.includes("lower")
        ? ["within", "high"]
        : word === "below" && fill.includes("upper")
          ? ["low", "within"]
          : null
    const against = againstBehind(items, noun.to)
    return {
      to: noun.to,
      sides: open ?? sides,
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
  if (!["above", "below"].includes(word)) return null
  // `(above)`, `178 mg/dL, above`
  const closed = next === undefined || /[,.;)|\n\]]/.test(signOf(next))
  const before = wordOf(items[at - 1])
  const said = [
    "see",
    "the",
    "listed",
    "mentioned",
    "as",
    "noted",
    "described",
    "shown",
    "from",
    "and",
    "or",
  ].includes(before)
  return closed && !said ? { to: at + 1, sides } : null
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

const COPULA = new Set([
  "is",
  "are",
  "was",
  "were",
  "be",
  "been",
  "remains",
  "remain",
  "remained",
  "looks",
  "appears",
  "runs",
  "still",
  "as",
  "considered",
])
const LATER =
  /^(?:last|previous|previously|before|prior|earlier|it|they|the|your|her|his|at|in|baseline|a|three|two|six)$/

function trendAt(reading: Reading, at: number): Found | null {
  const { items } = reading
  const word = wordOf(items[at])
  const next = wordOf(items[at + 1])
  const before = wordOf(items[at - 1])
  const one = (trend: Trend, to = at + 1): Found => ({ to, sides: [], trends: [trend] })
  const either = EITHER.get(word)
  if (either) {
    const [side, trend] = either
    if (items[at + 1]?.type === "marker") return { to: at + 1, sides: [side], adjective: true }
    if (
      ["is", "are", "was", "were", "remains", "remain", "slightly", "mildly"].includes(before) &&
      !["from", "by", "since", "to"].includes(next)
    ) {
      return { to: at + 1, sides: [side], trends: [trend] }
    }
    const has = [
      "has",
      "have",
      "had",
      "also",
      "slightly",
      "significantly",
      "markedly",
      "further",
    ].includes(before)
    return has || ["from", "by", "since", "to"].includes(next) ? one(trend) : null
  }
  if (word === "up" || word === "down") {
    const trend = word === "up" ? "up" : "down"
    const moved = [
      "went",
      "gone",
      "came",
      "come",
      "crept",
      "edged",
      "trended",
      "trending",
      "ticked",
      "moved",
      "is",
      "are",
      "was",
      "were",
    ].includes(before)
    if (next === "from" || next === "by") return one(trend)
    return moved && next !== "to" ? one(trend) : null
  }
  if (
    (word === "higher" || word === "lower" || word === "better" || word === "worse") &&
    next === "than"
  ) {
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
    if (!LATER.test(wordOf(third))) return null
    return one(word === "higher" ? "up" : word === "lower" ? "down" : word, at + 2)
  }
  if (word === "same" && next === "as") return one("same", at + 2)
  const noun = NOUNS.get(word)
  if (noun) {
    const article = [
      "a",
      "an",
      "the",
      "slight",
      "small",
      "marked",
      "clear",
      "significant",
      "further",
      "mild",
    ].includes(before)
    return article && next === "in" && items[at + 2]?.type === "marker"
      ? { ...one(noun, at + 2), adjective: true }
      : null
  }
  const trend = TRENDS.get(word) ?? didTrend(items, at)
  if (!trend) return null
  // `stable` and `steady` say something of a value only behind a verb, or in a list.
  if (word === "stable" || word === "steady") {
    const held =
      COPULA.has(before) ||
      ["held", "stayed", "stays", "relatively", "fairly", "largely", "and", ","].includes(before)
    if (!held) return null
  }
  return one(trend)
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

const BASES = new Map<string, Trend>(
  Object.entries({
    rise: "up",
    increase: "up",
    climb: "up",
    fall: "down",
    drop: "down",
    decline: "down",
    decrease: "down",
    improve: "better",
    worsen: "worse",
  }),
)

/** `did improve`, `did not rise`, `didn't fall`: a base form that tells rather than advises. */
function didTrend(items: Item[], at: number): Trend | undefined {
  const lead = [items[at - 1], items[at - 2], items[at - 3]].map(wordOf)
  const did =
    lead[0] === "did" ||
    (lead[0] === "not" && lead[1] === "did") ||
    (lead[0] === "t" && lead[2] === "didn")
  return did ? BASES.get(wordOf(items[at])) : undefined
}

function adjectiveAt(reading: Reading, at: number): Found | null {
  const { items } = reading
  const word = wordOf(items[at])
  const item = items[at]
  const next = items[at + 1]
  if (!item) return null
  // H and L as flags, and arrows.
  const arrow = { "↑": "high", "↓": "low" }[signOf(item)] as Side | undefined
  if (arrow) {
    // `↓ 36% since May`, `(↑ from 2.9)`: an arrow before a change tells a trend.
    const change =
      ["from", "since"].includes(wordOf(next)) ||
      (next?.type === "number" && ["since", "from", "vs"].includes(wordOf(items[at + 2])))
    return change
      ? { to: at + 1, sides: [], trends: [arrow === "high" ? "up" : "down"] }
      : { to: at + 1, sides: [arrow] }
  }
  if (item.type === "word" && item.upper && /^(?:h|l|hh|ll)$/.test(word)) {
    const before = items[at - 1]
    const beside =
      before?.type === "number" ||
      (signOf(before) === "(" && signOf(next) === ")") ||
      (signOf(before) === "|" && signOf(next) === "|")
    return beside ? { to: at + 1, sides: [word.startsWith("h") ? "high" : "low"] } : null
  }
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
  const open = next === undefined || next.type !== "word" || AFTER.has(after)
  return open && after !== "of" ? { to: at + 1, sides: widened } : null
}

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
function isNegated(reading: Reading, at: number): boolean {
  const { items } = reading
  const start = reading.sentences[reading.sentenceOf[at] ?? 0]?.from ?? 0
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
    if (item?.type === "sign" && /[,;:()\n]/.test(item.sign)) return false
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
    const found = preposition(reading, at) ?? trendAt(reading, at) ?? adjectiveAt(reading, at)
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

const ALL_SIDES: Side[] = ["low", "within", "high"]

/** The sides that bear a phrase out, its negation heeded. */
export const sidesOf = ({ sides, negated }: Phrase): Side[] =>
  negated ? ALL_SIDES.filter((side) => !sides.includes(side)) : sides
