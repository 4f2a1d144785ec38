import { inUnitOf } from "./compare.ts"
import { isEarlierBehind, wordsBefore, wordsBehind } from "./context.ts"
import { agree } from "./dates.ts"
import type { Facts, MarkerFacts, Stated } from "./facts.ts"
import type { Item, MarkerItem } from "./items.ts"
import { KNOWN_MARKERS } from "./marker-names.ts"
import { type Phrase, sidesOf } from "./phrase.ts"
import { isLabelled, type Side, type Trend } from "./phrase-words.ts"
import { isMarker, type Reading, wordOf } from "./reading.ts"
import { sidesBefore, sidesOfMarker } from "./sides.ts"
import { asks, isGeneral, topicBefore } from "./subjects.ts"
import type { EvidenceFinding } from "./types.ts"
import { placesOf, type Quote } from "./words.ts"

type Verdict = EvidenceFinding["verdict"]
type Judged = { verdict: Verdict; message: string }

const signOf = (item: Item | undefined) => (item?.type === "sign" ? item.sign : "")
const BETTER = new Map(KNOWN_MARKERS.map(({ id, better }) => [id, better]))

const LIST = new Set([
  "and",
  "or",
  "&",
  ",",
  "plus",
  "as",
  "well",
  "both",
  "your",
  "her",
  "his",
  "the",
  "(",
  ")",
  "/",
  "at",
  "of",
  "with",
  "her",
  "their",
  ":",
])
const PLURAL = new Set([
  "are",
  "were",
  "remain",
  "both",
  "all",
  "have",
  "fall",
  "fell",
  "sit",
  "lie",
  "look",
  "come",
  "run",
  "these",
  "three",
  "two",
  "stay",
  "stayed",
  "each",
])
const HYPOTHETICAL =
  /(?:^| )(?:if|when|whenever|may|might|could|can|would|should|unless|until|whether|goal|aim|aims|target|bring|keep|lowering|raising|cause|causes|caused|contribute|contributes|associated|linked|risk|risks|symptoms|signs|avoid|prevent|help|helps|towards?|back to|return to|people with|even with|support|supports|maintain|promote|promotes|restore)(?: |$)/

/** Judges what a draft says of high, low, in range, risen, fallen. */
export function directionFindings(
  reading: Reading,
  facts: Facts,
  phrases: Phrase[],
  quote: Quote,
): EvidenceFinding[] {
  const starts = new Set(
    phrases.flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, index) => from + index),
    ),
  )
  return phrases.flatMap((phrase): EvidenceFinding[] => {
    if (namesLimit(reading, phrase) || isAsked(reading, phrase) || isDenied(reading, phrase))
      return []
    const subjects = subjectsOf(reading, facts, phrase, starts)
    if (!subjects || subjects.markers.length === 0) return []
    const judged = subjects.markers.map((marker) => judge(reading, phrase, marker, facts, quote))
    const wrong = judged.find(({ verdict }) => verdict === "contradicted")
    const open = judged.find(({ verdict }) => verdict === "not-found")
    const answer = wrong ?? open ?? judged[0]
    if (!answer) return []
    if (answer.verdict !== "supported" && (subjects.guess || isHypothetical(reading, phrase)))
      return []
    return [
      {
        kind: "direction",
        start: reading.items[phrase.from]?.start ?? 0,
        end: reading.items[phrase.to - 1]?.end ?? 0,
        verdict: answer.verdict,
        places: placesOf(
          subjects.markers
            .slice(0, 12)
            .flatMap(({ values, earlier }) =>
              [...values, ...(phrase.trends.length > 0 ? earlier : [])].map(({ place }) => place),
            ),
        ),
        message: answer.message,
      },
    ]
  })
}

/** `Is ferritin low?`: a question claims nothing; its answer does. */
function isAsked(reading: Reading, { from }: Phrase): boolean {
  const span = reading.sentences[reading.sentenceOf[from] ?? 0]
  return span !== undefined && signOf(reading.items[span.to - 1]) === "?"
}

// `I wouldn't call it low`, `it's hardly high`: denied in words that also soften; not judged.
const DENIED = /(?:wouldn'?t (?:call|say)|hardly|scarcely)\b[^.;:!?]{0,60}$/

function isDenied(reading: Reading, { from }: Phrase): boolean {
  const start = reading.items[from]?.start ?? 0
  return DENIED.test(reading.folded.slice(Math.max(0, start - 90), start))
}

/** `the limit for LDL is under 100`: a limit is named, nothing is said of the value. */
function namesLimit(reading: Reading, { from, to, against }: Phrase): boolean {
  return against === to && LIMIT.test(wordsBefore(reading, from, true))
}
const LIMIT =
  /(?:^| )(?:limits?|ranges?|reference|ref|normal|normally|desirable|expects?|expected|threshold|interval|wants?|likes?|prefers?)(?: |$)/

// `Apart from vitamin D, nothing is low`: said of all others.
const APART =
  /(?:^| )(?:apart from|aside from|except|excepting|besides|other than|excluding|exception of)(?: |$)/

const said = (items: Item[]) => items.map((item) => wordOf(item) || signOf(item)).join(" ")

/** `if ferritin is low`, `low ferritin can cause …`: nothing is said of this report. */
function isHypothetical(reading: Reading, { from, to, adjective, against }: Phrase): boolean {
  const span = reading.sentences[reading.sentenceOf[from] ?? 0] ?? { from, to }
  if (HYPOTHETICAL.test(said(reading.items.slice(Math.max(span.from, from - 12), from))))
    return true
  return (
    (adjective || against !== null) &&
    HYPOTHETICAL.test(said(reading.items.slice(to, Math.min(span.to, to + 8))))
  )
}

const known = (facts: Facts, marker: MarkerItem): MarkerFacts[] => {
  const found = marker.ids.flatMap((id) => facts.markers.get(id) ?? [])
  return found.slice(0, 1)
}

type Subjects = { markers: MarkerFacts[]; guess: boolean }

function subjectsOf(
  reading: Reading,
  facts: Facts,
  phrase: Phrase,
  taken: Set<number>,
): Subjects | null {
  const { items } = reading
  const sentence = reading.sentenceOf[phrase.from] ?? 0
  const span = reading.sentences[sentence]
  if (!span) return null
  if (phrase.adjective) return behind(reading, facts, phrase, span.to)
  const nearest = lastMarker(reading, phrase.from, span.from)
  const prior = nearest === null ? [] : items.slice(Math.max(span.from, nearest - 4), nearest)
  if (APART.test(said(prior))) return null
  if (nearest !== null)
    return { markers: group(reading, facts, nearest, phrase.from, span.from, taken), guess: false }
  const header = isLabelled(items, phrase.from) ? null : headed(reading, facts, phrase, sentence)
  if (header) return { markers: header, guess: false }
  const all = quantified(reading, facts, phrase, span.from)
  if (all) return all
  // `It is above the range`: only a pronoun goes on with the sentence before.
  const lead = items.slice(span.from, phrase.from)
  const pronoun =
    lead.length === 0 ||
    isLabelled(items, phrase.from) ||
    // `How is LDL? 131 mg/dL, too high.`
    (asks(reading, sentence - 1) && isAnswer(lead)) ||
    lead.some((item) =>
      [
        "it",
        "this",
        "that",
        "which",
        "level",
        "value",
        "result",
        "reading",
        "both",
        "they",
        "these",
      ].includes(wordOf(item)),
    )
  const topic = pronoun ? topicBefore(reading, sentence) : null
  if (!topic) return null
  const plural = lead.some((item) => ["both", "they", "these"].includes(wordOf(item)))
  const markers = plural ? [topic.marker, ...topic.others] : [topic.marker]
  return {
    markers: markers.flatMap((marker) => known(facts, marker)),
    guess: plural || topic.others.length > 0,
  }
}

/** Whether the words before a phrase leave it an answer: `131 mg/dL, too high`, `Too high`. */
const isAnswer = (lead: Item[]) =>
  lead.some(({ type }) => type === "number" || type === "range") ||
  // `A low value goes with …` tells of any.
  (wordOf(lead.at(-1)) !== "a" &&
    lead.every((item) => ANSWERING.test(wordOf(item) || signOf(item))))
const ANSWERING = /^(?:too|a|bit|little|slightly|still|very|just|rather|quite|yes|no|well|,|-)$/

function lastMarker(reading: Reading, from: number, start: number): number | null {
  for (let at = from - 1; at >= Math.max(start, from - 60); at--) {
    if (isMarker(reading.items[at]) && !isGeneral(reading.items, at)) return at
  }
  return null
}

/** The markers that share a predicate: `A, B and C are elevated`. */
function group(
  reading: Reading,
  facts: Facts,
  nearest: number,
  phraseFrom: number,
  start: number,
  taken: Set<number>,
): MarkerFacts[] {
  const { items } = reading
  const first = items[nearest] as MarkerItem
  const between = items.slice(nearest + 1, phraseFrom)
  const plural = between.some((item) => PLURAL.has(wordOf(item)))
  const found: MarkerItem[] = [first]
  let numbers = false
  let pending = false
  for (let at = nearest - 1; at >= start; at--) {
    const item = items[at]
    if (taken.has(at)) break
    if (isMarker(item)) {
      if (!pending || isGeneral(items, at)) break
      found.push(item)
      pending = false
    } else if (item?.type === "number" || item?.type === "range") numbers = true
    else {
      const word = wordOf(item) || signOf(item)
      if (!LIST.has(word)) break
      if (["and", "or", "&", ",", "/", "plus"].includes(word)) pending = true
    }
  }
  // Without a plural verb, numbers in between make it a list of single statements.
  const shared =
    plural ||
    (!numbers &&
      !between.some(
        (item) =>
          item.type === "number" || item.type === "range" || ["is", "was"].includes(wordOf(item)),
      ))
  return (shared ? found : [first]).flatMap((marker) => known(facts, marker))
}

/** `high LDL and triglycerides`, `a drop in ferritin`. */
function behind(reading: Reading, facts: Facts, phrase: Phrase, end: number): Subjects {
  const { items } = reading
  const found: MarkerItem[] = []
  for (let at = phrase.noun ?? phrase.to; at < end; at++) {
    const item = items[at]
    if (isMarker(item)) {
      if (isGeneral(items, at)) break
      const next = items[at + 1]
      // A number of its own makes it a statement of its own.
      if (
        found.length > 0 &&
        (next?.type === "number" ||
          [":", "(", "="].includes(signOf(next)) ||
          ["is", "was", "at"].includes(wordOf(next)))
      )
        break
      found.push(item)
    } else if (!["and", "or", "&"].includes(wordOf(item) || signOf(item))) break
  }
  return { markers: found.flatMap((marker) => known(facts, marker)), guess: false }
}

/** `Within range: A, B and C`, or a heading above a list. */
function headed(
  reading: Reading,
  facts: Facts,
  phrase: Phrase,
  sentence: number,
): MarkerFacts[] | null {
  const { items } = reading
  const span = reading.sentences[sentence]
  if (!span) return null
  let at = phrase.to
  while (at < span.to && !isMarker(items[at]) && signOf(items[at]) !== ":" && at - phrase.to < 8)
    at += 1
  if (signOf(items[at]) === ":") {
    const here = items
      .slice(at + 1, span.to)
      .filter((item, index, all) => isMarker(item) && !isGeneral(all, index)) as MarkerItem[]
    if (here.length > 0) return here.flatMap((marker) => known(facts, marker))
  }
  // Nothing behind the phrase but the line's end: a heading.
  const rest = items.slice(phrase.to, span.to)
  const short = phrase.from - span.from <= 6
  const heading =
    short &&
    rest.length <= 8 &&
    signOf(items[span.to - 1]) === "\n" &&
    !rest.some((item) => /[.!?]/.test(signOf(item)))
  if (!heading) return null
  const found: MarkerItem[] = []
  for (let next = sentence + 1; next < reading.sentences.length; next++) {
    const line = reading.sentences[next]
    if (!line) break
    const lead = items[line.from]
    if (signOf(lead) === "\n" && line.to - line.from === 1) {
      if (found.length > 0) break
      continue
    }
    const marker = items
      .slice(line.from, Math.min(line.to, line.from + 6))
      .find((item) => isMarker(item))
    const bullet = /[-*·]/.test(signOf(lead)) || lead?.type === "number"
    if (!bullet || !isMarker(marker)) break
    found.push(marker)
  }
  return found.length > 0 ? found.flatMap((marker) => known(facts, marker)) : null
}

const namings = new WeakMap<Reading, Map<string, number>>()

/** Where each marker is named first, by item. */
function firstNamed(reading: Reading): Map<string, number> {
  let named = namings.get(reading)
  if (!named) {
    named = new Map()
    for (const [at, item] of reading.items.entries()) {
      const id = isMarker(item) ? item.ids[0] : undefined
      if (id !== undefined && !named.has(id)) named.set(id, at)
    }
    namings.set(reading, named)
  }
  return named
}

/** `All markers are within range`, `nothing is high`, `the other values are normal`. */
function quantified(
  reading: Reading,
  facts: Facts,
  phrase: Phrase,
  start: number,
): Subjects | null {
  const lead = reading.items.slice(Math.max(start, phrase.from - 14), phrase.from)
  const has = (...words: string[]) => lead.some((item) => words.includes(wordOf(item)))
  const nouns = has(
    "marker",
    "markers",
    "biomarker",
    "biomarkers",
    "value",
    "values",
    "result",
    "results",
    "everything",
    "nothing",
    "none",
    "rest",
    "tests",
    "others",
    "remainder",
    "all",
  )
  // `In all, 35 of 41 results are`: some of them, however many.
  const inAll = lead.some((item, at) => wordOf(item) === "in" && wordOf(lead[at + 1]) === "all")
  if (!nouns || lead.some((item) => item.type === "number" && !item.time && (inAll || !has("all"))))
    return null
  const whole = has("all", "every", "everything", "nothing", "none", "no")
  const others = has("other", "others", "else", "remaining", "rest", "remainder", "otherwise")
  if (!whole && !others) return null
  // A part of the report (`all thyroid markers`) is not known here.
  const plain = new Set(
    "all every everything nothing none no of the other others else remaining rest remainder otherwise marker markers biomarker biomarkers value values result results tests test tested measured your her his their are is were was fall falls fell lie sit came come back in on this panel report and but remain remained s that we comfortably well currently today , - * measured also again reported # lab blood".split(
      " ",
    ),
  )
  const partial = lead.some((item) => item.type === "word" && !plain.has(item.word))
  const named = firstNamed(reading)
  const markers = [...new Set(facts.order)].flatMap((id) =>
    others && (named.get(id) ?? phrase.from) < phrase.from ? [] : (facts.markers.get(id) ?? []),
  )
  return { markers: markers.filter((marker) => sidesOfMarker(marker).length > 0), guess: partial }
}

function judge(
  reading: Reading,
  phrase: Phrase,
  marker: MarkerFacts,
  facts: Facts,
  quote: Quote,
): Judged {
  const side = phrase.sides.length > 0 ? judgeSide(reading, phrase, marker, quote) : null
  if (side && (side.verdict === "supported" || phrase.trends.length === 0)) return side
  const trend = judgeTrend(reading, phrase, marker, facts, quote)
  return side && trend.verdict !== "supported" ? side : trend
}

const PAST = /(?:^| )(?:was|were|had been|used to be)(?: |$)/

const IN_WORDS: Record<Side, string> = { low: "below", within: "within", high: "above" }

function judgeSide(reading: Reading, phrase: Phrase, marker: MarkerFacts, quote: Quote): Judged {
  const allowed = sidesOf(phrase)
  const [value] = marker.values
  const has = value ? `${marker.name} is ${quote(value.place)}` : marker.name
  const against =
    phrase.against === null ? null : sideAgainst(reading.items[phrase.against], marker)
  const range = marker.ranges[0]
  // `was in range in April`: the earlier values are spoken of.
  const past =
    isEarlierBehind(wordsBehind(reading, phrase.to - 1)) &&
    PAST.test(wordsBefore(reading, phrase.from))
  const then = past ? sidesBefore(marker) : []
  if (past && then.length === 0) {
    return { verdict: "not-found", message: `The sources have no earlier value of ${marker.name}.` }
  }
  const sides = past ? then : against ? [against] : sidesOfMarker(marker)
  const of = against
    ? "that"
    : range
      ? `the report's range of ${quote(range.place, "range")}`
      : "the report's range"
  if (sides.length === 0) {
    const [words] = marker.words
    if (words) {
      const normal = /^(?:negative|non ?-?reactive|not detected|normal|none|absent)/.test(
        words.text,
      )
      const fits = allowed.includes("within") === normal
      return {
        verdict: fits ? "supported" : "contradicted",
        message: `The report has ${quote(words.place)} for ${marker.name}.`,
      }
    }
    return {
      verdict: "not-found",
      message: `The sources have no reference range for ${marker.name}.`,
    }
  }
  if (sides.some((side) => allowed.includes(side))) {
    return { verdict: "supported", message: `${has}, ${IN_WORDS[sides[0] ?? "within"]} ${of}.` }
  }
  // An optimal range that nobody tells is narrower than the report's: in range may still be above it.
  if (phrase.wanted && !against && sides.includes("within")) {
    return {
      verdict: "not-found",
      message: `${has}, within ${of}; the sources have no other range.`,
    }
  }
  return { verdict: "contradicted", message: `${has}, ${IN_WORDS[sides[0] ?? "within"]} ${of}.` }
}

function sideAgainst(item: Item | undefined, marker: MarkerFacts): Side | null {
  const [value] = marker.values
  if (!value || (item?.type !== "number" && item?.type !== "range")) return null
  const size = inUnitOf(item, value.number, marker.id)
  if (size === null) return null
  const [low, high] =
    item.type === "range" ? [item.low.value, item.high.value] : [item.value, item.value]
  const { comparison } = value.number
  if (comparison?.startsWith("<") && size <= low) return "low"
  if (comparison?.startsWith(">") && size >= high) return "high"
  return size < low ? "low" : size > high ? "high" : "within"
}

function earlierOf(
  reading: Reading,
  phrase: Phrase,
  marker: MarkerFacts,
): { values: Stated[]; sure: boolean } {
  const sentence = reading.sentenceOf[phrase.from]
  const dates = reading.items
    .slice(phrase.from, phrase.from + 14)
    .filter(
      (item, index) => item.type === "date" && reading.sentenceOf[phrase.from + index] === sentence,
    )
  const dated = marker.earlier.filter(({ day }) =>
    dates.some(
      (item) => item.type === "date" && day && item.readings.some((one) => agree(one, day)),
    ),
  )
  if (dated.length > 0) return { values: dated, sure: true }
  if (marker.earlier.length > 0) return { values: marker.earlier.slice(0, 1), sure: true }
  return { values: marker.beside, sure: false }
}

function judgeTrend(
  reading: Reading,
  phrase: Phrase,
  marker: MarkerFacts,
  _facts: Facts,
  quote: Quote,
): Judged {
  const [value] = marker.values
  const { values, sure } = earlierOf(reading, phrase, marker)
  if (!value || values.length === 0) {
    return { verdict: "not-found", message: `The sources have no earlier value of ${marker.name}.` }
  }
  const moves = values.map((earlier) => movesOf(value, earlier, marker))
  const fits = moves.some(
    (trends) => phrase.trends.some((trend) => trends.includes(trend)) !== phrase.negated,
  )
  const [first] = values
  const before = first
    ? first.place.source === "biomarker"
      ? String(first.number.value)
      : quote(first.place)
    : ""
  const message = `${marker.name} was ${before} before and is ${quote(value.place)} now.`
  if (fits) return { verdict: "supported", message }
  // Where better and worse are a matter of judgement, nothing is said.
  const matter =
    phrase.trends.some((trend) => trend === "better" || trend === "worse") &&
    !moves.flat().some((trend) => trend === "better" || trend === "worse")
  return { verdict: sure && !matter ? "contradicted" : "not-found", message }
}

/** Every word that tells the move from an earlier value rightly. */
function movesOf(value: Stated, earlier: Stated, marker: MarkerFacts): Trend[] {
  const now = value.number.value
  const then = inUnitOf(value.number, earlier.number, marker.id) ?? earlier.number.value
  const change = now - then
  const relative = Math.abs(change) / Math.max(Math.abs(then), 1e-12)
  const trends: Trend[] = []
  if (change > 0) trends.push("up")
  if (change < 0) trends.push("down")
  if (relative <= 0.05) trends.push("same")
  const range = marker.ranges[0]
  const distance = (size: number) =>
    range?.high && size > range.high.value
      ? size - range.high.value
      : range?.low && size < range.low.value
        ? range.low.value - size
        : 0
  const nearer = distance(then) - distance(now)
  const better = BETTER.get(marker.id)
  if (
    nearer > 0 ||
    (nearer === 0 && ((better === "lower" && change < 0) || (better === "higher" && change > 0)))
  )
    trends.push("better")
  if (
    nearer < 0 ||
    (nearer === 0 && ((better === "lower" && change > 0) || (better === "higher" && change < 0)))
  )
    trends.push("worse")
  return trends
}
