import { isDoseUnit } from "./claims.ts"
import { inUnitOf, likeness } from "./compare.ts"
import { isEarlierBehind, wordsBefore, wordsBehind } from "./context.ts"
import { agree } from "./dates.ts"
import type { Facts, MarkerFacts, Stated } from "./facts.ts"
import type { Item } from "./items.ts"
import { KNOWN_MARKERS } from "./marker-names.ts"
import { goesTheOtherWay, moveTold } from "./moves-told.ts"
import { type Phrase, sidesOf } from "./phrase.ts"
import { subjectsOf, wordsOf } from "./phrase-subjects.ts"
import { type Side, signOf, type Trend } from "./phrase-words.ts"
import type { Reading } from "./reading.ts"
import { sidesBefore, sidesOfMarker } from "./sides.ts"
import type { EvidenceFinding } from "./types.ts"
import { placesOf, type Quote } from "./words.ts"

type Verdict = EvidenceFinding["verdict"]
type Judged = { verdict: Verdict; message: string }

const BETTER = new Map(KNOWN_MARKERS.map(({ id, better }) => [id, better]))

const HYPOTHETICAL =
  /(?:^| )(?:if|when|whenever|may|might|could|can|would|should|unless|until|whether|will|typically|usually|generally|tends|tend|goal|aim|aims|target|bring|keep|lowering|raising|cause|causes|caused|contribute|contributes|associated|linked|risk|risks|symptoms|signs|avoid|prevent|help|helps|towards?|(?:get|bring|gets|brings|getting|bringing|move|help|come) (?:[a-z]+ ){0,3}back to|return to|people with|even with|support|supports|maintain|promote|promotes|restore)(?: |$)/

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
    if (isOfDose(reading, phrase)) return []
    if (namesLimit(reading, phrase) || isAsked(reading, phrase) || isDenied(reading, phrase))
      return []
    const told = phrase.sides.length === 0 ? moveTold(reading, phrase) : null
    if (told && goesTheOtherWay(phrase, told) && !isHypothetical(reading, phrase)) {
      return [
        {
          kind: "direction",
          start: reading.items[phrase.from]?.start ?? 0,
          end: reading.items[phrase.to - 1]?.end ?? 0,
          verdict: "contradicted",
          places: [],
          message: `By the draft's own numbers it went from ${told.from.value} to ${told.to.value}.`,
        },
      ]
    }
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

/** `food calcium of around 1,000 mg is fine` */
function isOfDose({ items, sentences, sentenceOf }: Reading, { from }: Phrase): boolean {
  const start = sentences[sentenceOf[from] ?? 0]?.from ?? from
  const last = items
    .slice(Math.max(start, from - 4), from)
    .findLast(({ type }) => type === "number")
  return last?.type === "number" && isDoseUnit(last)
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
  /(?:^| )(?:limits?|ranges?|reference|ref|normal|normally|desirable|expects?|expected|threshold|interval|wants?|likes?|prefers?|optimal|optimally|ideal|ideally|goals?|targets?|cutoff|ceiling)(?: |$)/

/** `if ferritin is low`, `low ferritin can cause …`: nothing is said of this report. */
function isHypothetical(reading: Reading, { from, to, adjective, against }: Phrase): boolean {
  const span = reading.sentences[reading.sentenceOf[from] ?? 0] ?? { from, to }
  if (HYPOTHETICAL.test(wordsOf(reading.items.slice(Math.max(span.from, from - 12), from))))
    return true
  return (
    (adjective || against !== null) &&
    HYPOTHETICAL.test(wordsOf(reading.items.slice(to, Math.min(span.to, to + 8))))
  )
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

const THEN =
  /(?:^| )(?:was|were|had been|used to be|then|previously|before|earlier|last|already|back)(?: |$)/
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
  const lead = wordsBefore(reading, phrase.from)
  const past =
    (isEarlierBehind(wordsBehind(reading, phrase.to - 1)) &&
      (PAST.test(lead) || !/(?:^| )(?:is|are|remains?|now|still)(?: |$)/.test(lead))) ||
    /(?:^| )(?:back then|at the time|at that time)(?: |$)/.test(lead)
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
  // `It was 201 before, which was high`, `had been low, at 9`: said of a value before, which is named.
  const before = sidesBefore(marker).filter((side) => allowed.includes(side))
  const told = !against && !sides.some((side) => allowed.includes(side))
  if (told && before.length > 0 && isOfThen(reading, phrase, marker)) {
    return {
      verdict: "supported",
      message: `An earlier value of ${marker.name} is ${IN_WORDS[before[0] ?? "within"]} ${of}.`,
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

/** Whether a phrase in the past tense stands in a sentence that names an earlier value of the marker. */
function isOfThen(reading: Reading, phrase: Phrase, marker: MarkerFacts): boolean {
  const start = reading.sentences[reading.sentenceOf[phrase.from] ?? 0]?.from ?? phrase.from
  const before = wordsOf(reading.items.slice(Math.max(start, phrase.from - 24), phrase.from))
  // `ALT was 46 and is still raised`: the nearest verb tells the time.
  const tense =
    /(?:^| )(?:(is|are|remains?|still|now|s)|(?:was|were|been|then|before|previously|already|earlier|last|back|be))(?: (?!is |are |was |were )[^ ]+)*$/.exec(
      before,
    )
  if (!THEN.test(before) || tense?.[1] !== undefined) return false
  if (/(?:^| )had been(?: |$)/.test(before)) return true
  const span = reading.sentences[reading.sentenceOf[phrase.from] ?? 0]
  if (!span) return false
  return reading.items
    .slice(Math.max(span.from, phrase.from - 30), Math.min(span.to, phrase.to + 30))
    .some(
      (item) =>
        (item.type === "date" &&
          marker.earlier.some(({ day }) => day && item.readings.some((one) => agree(one, day)))) ||
        (item.type === "number" &&
          marker.earlier.some(({ number }) => likeness(item, number, marker.id) === "same")),
    )
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
  // `I do not see a fall`: without an earlier value, nothing is claimed.
  if (phrase.negated && values.length === 0)
    return { verdict: "supported", message: `The sources have no earlier value of ${marker.name}.` }
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
  // One step of the last digit is what rounding alone may make.
  const step = 1.01 * 10 ** -Math.max(value.number.decimals, earlier.number.decimals)
  if (relative <= 0.05 || Math.abs(change) <= step) trends.push("same")
  // `Stable` allows for more than `unchanged`.
  if (relative <= 0.1 || trends.includes("same")) trends.push("steady")
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
