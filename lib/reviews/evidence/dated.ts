import { wordsBefore, wordsBehind } from "./context.ts"
import { labelIn } from "./date-labels.ts"
import { agree, dayInWords, dayNumber, readDay } from "./dates.ts"
import { THEN, wrongEarlierDay } from "./earlier-days.ts"
import type { DatedPlace, Facts } from "./facts.ts"
import type { DateItem, DateReading } from "./items.ts"
import type { Reading } from "./reading.ts"
import { daysOfReport, isMoveSince, questionOf, tellsEarlier } from "./report-days.ts"
import type { EvidenceFinding } from "./types.ts"
import { placesOf } from "./words.ts"

type Judgement = Pick<EvidenceFinding, "verdict" | "places" | "message">

/** Judges the dates of a draft against those of the sources and the client's birth date. */
export function dateFindings(
  reading: Reading,
  facts: Facts,
  birthDate: string | null,
): EvidenceFinding[] {
  const birth = readDay(birthDate)
  return reading.items.flatMap((item, at): EvidenceFinding[] => {
    if (item.type !== "date") return []
    const judged = judge(reading, at, item, facts, birth)
    const judgement =
      judged && judged.verdict !== "supported" ? (otherOrder(item, facts, birth) ?? judged) : judged
    return judgement ? [{ kind: "date", start: item.start, end: item.end, ...judgement }] : []
  })
}

const alike = (item: DateItem, others: DateReading[]) =>
  item.readings.some((one) => others.some((other) => agree(one, other)))

const IN_WORDS = { "month-first": "month first", "day-first": "day first" }

/** What to say where the other order of day and month would make it a day of the sources. */
function otherOrder(item: DateItem, facts: Facts, birth: DateReading | null): Judgement | null {
  const { aside, readings } = item
  const own =
    aside && facts.dates.filter((one) => one.readings.some((day) => agree(aside.reading, day)))
  if (aside && (own?.length || (birth && agree(aside.reading, birth)))) {
    return {
      verdict: "not-found",
      places: placesOf((own ?? []).map(({ place }) => place)),
      message: `It is read as ${dayInWords(readings[0] ?? {})}. The sources have ${dayInWords(aside.reading)}, which it is ${IN_WORDS[aside.order]}.`,
    }
  }
  const theirs = facts.dates.filter((one) => one.aside && alike(item, [one.aside.reading]))
  const [first] = theirs
  if (!first?.aside) return null
  return {
    verdict: "not-found",
    places: placesOf(theirs.map(({ place }) => place)),
    message: `The sources have ${dayInWords(first.readings[0] ?? {})}, which is ${dayInWords(first.aside.reading)} ${IN_WORDS[first.aside.order]}.`,
  }
}

const LAB =
  /(?:^| )(?:bloodwork|blood|labs?|laboratory|panel|report|results?|tests?|sample|drawn|collected|specimen|analysis|draw)(?: |$)/
const AHEAD =
  /(?:^| )(?:next|follow|schedule\w*|booked|book|appointment|due|recheck\w*|retest\w*|repeat\w*|upcoming|until|call|visit|plan\w*|week of)(?: |$)|(?:^| )by$/

function judge(
  reading: Reading,
  at: number,
  item: DateItem,
  facts: Facts,
  birth: DateReading | null,
): Judgement | null {
  if (item.readings.length === 0) {
    return { verdict: "contradicted", places: [], message: "There is no such date." }
  }
  const before = wordsBefore(reading, at)
  const born =
    labelIn(before) === "born" || /^(?:\( ?)?(?:birth|dob)/.test(wordsBehind(reading, at))
  const births = facts.dates.filter(({ label }) => label === "born")
  if (born) return judgeBirth(item, births, birth)
  const others = facts.dates.filter(({ label }) => label !== "born")
  const collected = others.filter(({ label }) => label === "collected")
  const asked = labelIn(before) === null ? questionOf(reading, at) : ""
  const label = labelIn(before) ?? labelIn(asked)
  const then = THEN.test(before) || PREVIOUS.test(before)
  const newest = Math.max(0, ...others.flatMap(({ readings }) => readings.map(dayNumber)))
  const ahead = item.readings.every((one) => one.year === undefined || dayNumber(one) > newest)
  const behind = wordsBehind(reading, at)
  const toCome = ahead && TO_COME.test(before) && !LABELLED.test(before) && !IS_OVER.test(behind)
  const ofTheLabs =
    label === "collected" || (label === null && (LABS_OF.test(before) || GAVE.test(before)))
  if (ofTheLabs && collected.length > 0 && !then && !toCome) {
    const hits = collected.filter(({ readings }) => alike(item, readings))
    return hits.length > 0 ? found(hits) : wrong(collected, "the day of collection")
  }
  const hits = others.filter(({ readings }) => alike(item, readings))
  const own = others.filter(({ label }) => label !== null)
  // A day of the report itself, and not one of which it tells an earlier value.
  if (
    (label === "reported" || label === "received") &&
    !then &&
    hits.length > 0 &&
    own.length > 0
  ) {
    const days = own.filter(({ readings }) => alike(item, readings))
    const reported = own.filter((one) => one.label === "reported")
    if (days.length === 0) return wrong(own, "the day of the report")
    if (!IS_REPORTED.test(asked || before) || reported.length === 0) return found(days)
    if (days.some((one) => one.label === "reported")) return found(days)
    return { ...wrong(reported, "the day of the report"), verdict: "not-found" }
  }
  const ofReport = daysOfReport(others)
  const ofThis = hits.length > 0 && hits.every((one) => ofReport.includes(one))
  // `up vs. 10/23/2025`: what is held against the day of this very report.
  const against = AGAINST.test(before) && !TO_COME.test(wordsBefore(reading, at, true))
  if (ofThis && (against || tellsEarlier(reading, at, facts) || isMoveSince(reading, at, facts))) {
    const where = placesOf(hits.map(({ place }) => place))
    return { verdict: "contradicted", places: where, message: "It is the day of this report." }
  }
  const misplaced =
    hits.length > 0 &&
    wrongEarlierDay(
      reading,
      at,
      item,
      facts,
      hits.map((one) => one.label),
    )
  if (misplaced) return misplaced
  if (hits.length > 0) return found(hits)
  if (birth && alike(item, [birth])) {
    return {
      verdict: "not-found",
      places: placesOf(births.map(({ place }) => place)),
      message: "It is the client's date of birth.",
    }
  }
  const near = `${wordsBefore(reading, at, true)} . ${behind}`
  const planned = toCome || AHEAD.test(wordsBefore(reading, at, true)) || AHEAD.test(near)
  if (ahead && planned && !LABELLED.test(before)) return null
  // A report has one day of collection: a lab date that is none of the sources' is another day.
  if (collected.length > 0 && LAB.test(` ${before} `) && !PREVIOUS.test(before)) {
    return wrong(collected, "the day of collection")
  }
  return { verdict: "not-found", places: [], message: "No source has this date." }
}

/** A label of the reporting alone, not `the report of`, which many name by the day of the draw. */
const IS_REPORTED =
  /(?:^(?:[*_#|-] )*reported|^.*(?:when|date|day) was (?:it|this|that) reported|report[ _]date|date of (?:the )?report|results? reported|issued)(?: (?:on|:|=|\*|_|"|\|))*$/
/** `the blood you gave on` */
const GAVE =
  /(?:^| )(?:(?:blood|sample|specimen)(?: that)? (?:you|she|he|they|(?:the )?(?:client|patient)) (?:gave|left|provided)|(?:gave|left|provided) (?:(?:a|the|your|her|his|their) )?(?:blood|sample|specimen))(?: (?:on|of|,))*$/

/** What an earlier value stands behind. */
const AGAINST =
  /(?:^| )(?:vs \.?|vs|versus|than|against|relative to|compared (?:with|to))(?: (?:on|in|at|of|the|that|her|his|your|their|sample|samples|draw|test|report|labs|results?|value|panel|from))*$/

const PREVIOUS =
  /(?:^| )(?:previous|prior|last|earlier|since|first|initial|baseline|original)(?: |$)/
const LABS_OF =
  /(?:^| )(?:labs|bloodwork|blood work|blood tests?|blood draw|panel) (?:of|from|on)(?: the)?$/
/** Blood that is to be drawn: its day is no other one of the report. */
const TO_COME = /(?:^| )(?:next|repeat|recheck|retest|redraw|upcoming|schedule|book|plan)(?: |$)/
/** What such a day is followed by when it has been. */
const IS_OVER =
  /^(?:is|are|was|were|came|had|has|have|showed?|shows|found|revealed|confirmed|demonstrated|returned)(?: |$)/
const LABELLED = /(?:^| )(?:collected|drawn|taken|dated|reported|received)(?: |$)/

const found = (hits: DatedPlace[]): Judgement => ({
  verdict: "supported",
  places: placesOf(hits.map(({ place }) => place)),
  message: `The sources have ${dayInWords(hits[0]?.readings[0] ?? {})}.`,
})

const wrong = (known: DatedPlace[], what: string): Judgement => ({
  verdict: "contradicted",
  places: placesOf(known.map(({ place }) => place)),
  message: `The sources have ${dayInWords(known[0]?.readings[0] ?? {})} as ${what}.`,
})

function judgeBirth(item: DateItem, births: DatedPlace[], birth: DateReading | null): Judgement {
  const hits = births.filter(({ readings }) => alike(item, readings))
  if (birth ? alike(item, [birth]) : hits.length > 0) {
    return {
      verdict: "supported",
      places: placesOf(hits.map(({ place }) => place)),
      message: "It is the client's date of birth.",
    }
  }
  if (!birth && births.length === 0) {
    return { verdict: "not-found", places: [], message: "No source tells the date of birth." }
  }
  return {
    verdict: "contradicted",
    places: placesOf(births.map(({ place }) => place)),
    message: `The client's date of birth is ${dayInWords(birth ?? births[0]?.readings[0] ?? {})}.`,
  }
}
