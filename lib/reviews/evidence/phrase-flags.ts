import { type Item, signOf, wordOf } from "./items.ts"
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
} from "./phrase-words.ts"
import { isRangeBefore, namesRange } from "./range-words.ts"
import type { Reading } from "./reading.ts"

// What may stand behind an adjective that says something of a marker rather than of its next noun.
const AFTER = new Set(
  "and or but at for in on which with compared than relative again today now this that while though although so yet by since both value values level levels reading readings result results as because given range side end here too overall still because versus vs whereas per according when considering despite suggesting indicating consistent even nor however enough right these".split(
    " ",
  ),
)
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

/** The adjectives, flags and shorthand at item `at` that say on which side of a range a value lies. */
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
  if (after === "end" || after === "side") return { to: at + 2, sides: ["within", ...sides] }
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
  const toSome = after === "to" && ["me", "us"].includes(wordOf(items[at + 2]))
  const open = next === undefined || next.type !== "word" || AFTER.has(after) || toSome
  return open && after !== "of" ? { to: at + 1, sides: widened } : null
}
