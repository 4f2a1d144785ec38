import { type Item, signOf, wordOf } from "./items.ts"

export type Side = "low" | "within" | "high"
export type Trend = "up" | "down" | "same" | "steady" | "better" | "worse"

const setOf = (words: string) => new Set(words.split(" "))
const mapOf = <Value>(entries: [string, Value][]) =>
  new Map(entries.flatMap(([words, value]) => words.split(" ").map((word) => [word, value])))

/** Says a side of what it stands beside or behind. */
export const ADJECTIVES: Map<string, Side[]> = mapOf<Side[]>([
  ["high elevated raised excessive supranormal", ["high"]],
  ["low deficient insufficient depressed suppressed subnormal", ["low"]],
  ["normal unremarkable inconspicuous physiological optimal healthy", ["within"]],
  ["abnormal flagged conspicuous", ["low", "high"]],
])
/** Praises a value, or anything else: a side only behind a verb, or as an answer. */
export const PRAISE = setOf("fine good great perfect excellent ideal")
/** What clinicians write beside a value for short. */
export const SHORT: Map<string, Side[]> = mapOf<Side[]>([
  ["hi", ["high"]],
  ["lo", ["low"]],
  ["nl wnl ok", ["within"]],
  ["abnl", ["low", "high"]],
])
/** `too little`: a side, where nothing follows that it could be too little of. */
export const AMOUNTS: Map<string, Side[]> = mapOf<Side[]>([
  ["much", ["high"]],
  ["little", ["low"]],
])
/** `elevation of LDL`. */
export const STATES: Map<string, Side[]> = mapOf<Side[]>([
  ["elevation", ["high"]],
  ["depression", ["low"]],
])
/** `is increased` is high or has risen. */
export const EITHER: Map<string, [Side, Trend]> = mapOf<[Side, Trend]>([
  ["increased", ["high", "up"]],
  ["decreased reduced", ["low", "down"]],
])
export const VERBS: Map<string, Trend> = mapOf<Trend>([
  ["rose risen climbed grew grown jumped spiked soared surged leapt leaped", "up"],
  ["rocketed doubled tripled quadrupled", "up"],
  [
    "fell fallen dropped declined slid slipped sank sunk plunged plummeted slumped eased sagged crashed retreated",
    "down",
  ],
  ["tumbled dipped shrank shrunk diminished lessened halved", "down"],
  ["improved", "better"],
  ["worsened deteriorated", "worse"],
  ["unchanged", "same"],
])
/** `is rising`, `trend: falling`. */
export const PARTICIPLES: Map<string, Trend> = mapOf<Trend>([
  ["rising growing swelling climbing creeping inching edging increasing soaring ascending", "up"],
  [
    "falling dropping shrinking dwindling sliding declining decreasing sinking slipping descending",
    "down",
  ],
  ["improving", "better"],
  ["worsening deteriorating", "worse"],
])
/** `rises from 5 to 7`. */
export const PRESENT: Map<string, Trend> = mapOf<Trend>([
  ["rises climbs increases jumps", "up"],
  ["falls drops declines decreases slips sinks", "down"],
])
/** Say that nothing moved, of a value only behind a verb, in a list or as a label. */
export const STILL = setOf("stable steady constant flat static")
export const NOUNS: Map<string, Trend> = mapOf<Trend>([
  ["rise increase jump climb gain surge uptick", "up"],
  ["drop decline decrease fall reduction dip", "down"],
  ["improvement", "better"],
  ["deterioration", "worse"],
  ["stability", "same"],
])
/** Base forms, which tell only behind `did`. */
export const BASES: Map<string, Trend> = mapOf<Trend>([
  ["rise increase climb", "up"],
  ["fall drop decline decrease", "down"],
  ["improve", "better"],
  ["worsen", "worse"],
])

/** What may stand before the noun of a move: `a`, `a further`, `interval`, `no`. */
export const LEADS = setOf(
  "a an the no slight small marked clear significant further mild modest notable moderate substantial sharp steep large big interval net another minor little",
)
/** What may stand between `no` and `change`. */
export const DEGREES = setOf(
  "real significant relevant notable meaningful major essential substantial marked clear appreciable material particular further interval",
)
/** What a move is held against. */
export const AGAINST = setOf("from by since versus vs compared against relative")

export const COPULA = setOf(
  "is are was were be been remains remain remained looks look appears appear runs still as considered seems stayed stays held",
)
/** Verbs behind which up, down, higher and lower tell a move. */
export const MOVES = setOf(
  "went gone go going goes came come crept edged trended trending ticked moved moving inched inching edging creeping ticking sliding drifting drifted heading headed shifted nudged pushed climbed",
)
/** What names a trend: `trend: up`, `tendency falling`. */
const LABELS = setOf("trend tendency direction movement trending")
const LABEL_SIGNS = setOf(": - = ( * [ |")

/** Whether item `at` is what a label names: `trend: up`. */
export function isLabelled(items: Item[], at: number): boolean {
  let back = at - 1
  while (back > at - 4 && LABEL_SIGNS.has(signOf(items[back]))) back -= 1
  return LABELS.has(wordOf(items[back]))
}

/** Whether the items from `from` to `to` stand alone in brackets: `[increase]`. */
export const isBracketed = (items: Item[], from: number, to: number) =>
  (signOf(items[from - 1]) === "[" && signOf(items[to]) === "]") ||
  (signOf(items[from - 1]) === "(" && signOf(items[to]) === ")")

/** Whether the items from `from` to `to` begin a line and end with a colon: `RISING: …`. */
export function isHeading(items: Item[], from: number, to: number): boolean {
  let back = from - 1
  while (/^[-*#•·>[]$/.test(signOf(items[back]))) back -= 1
  return (back < 0 || signOf(items[back]) === "\n") && signOf(items[to]) === ":"
}

/** Whether nothing that belongs to it follows: a sign that closes, or the end. */
export const isClosed = (items: Item[], at: number) =>
  items[at] === undefined || /^[,.;:)|\n\]!(]$/.test(signOf(items[at]))

const PASSED = /^(?:[a-z]+ly|also|now|still|back|further|much|quite|very|not|never|longer|no)$/

/** The word before item `at`, past adverbs and a negation: `is steadily rising`, `isn't rising`. */
export function leadOf(items: Item[], at: number): string {
  let back = at - 1
  while (PASSED.test(wordOf(items[back]))) back -= 1
  if (wordOf(items[back]) === "t" && signOf(items[back - 1]) === "'") return "is"
  return wordOf(items[back])
}
