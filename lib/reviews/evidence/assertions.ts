import type { Facts, MarkerFacts } from "./facts.ts"
import { isGeneral } from "./general.ts"
import { type Item, type MarkerItem, signOf, wordOf } from "./items.ts"
import { isNegated } from "./phrases.ts"
import { isMarker, type Reading } from "./reading.ts"
import { sidesOfMarker } from "./sides.ts"
import { topicBefore } from "./topics.ts"
import type { EvidenceFinding } from "./types.ts"
import { placesOf, type Quote } from "./words.ts"

const VERBS = new Set(
  "indicate indicates indicating indicated suggest suggests suggesting suggested support supports supporting mean means confirm confirms confirming imply implies caused causes causing reveal reveals".split(
    " ",
  ),
)
const NOUNS = new Set(
  "suggestion hint hints sign signs evidence indication indications suspicion picture".split(" "),
)
/** What nobody has whose values are all in range; of some words, only with one of `BAD` before them. */
const CONDITION =
  /^(?:hypo\w{4,}|hyper\w{4,}|\w*ana?emia|ana?emic|diabetic|deficient|deficiency|deficiencies|insufficiency|disease|prediabetes|diabetes|infection|inflammation|dyslipid\w+|resistance|overload|failure|dysfunction|stress|injury|decline|disorder|impairment|irritation|damage|trouble|problem|syndrome|thyroid|risk|burden|number|function|glucose)$/
/** What illnesses end with: `acidosis`, `neutropenia`, `thyroiditis`. */
const ENDS = /^\w{3,}(?:penia|cytosis|acidosis|alkalosis|itis|opathy|uria)$/
const isCondition = (word: string) => CONDITION.test(word) || ENDS.test(word)

/** Words that make a condition of what is none by itself: `reduced kidney function`. */
const BAD =
  /^(?:raised|elevated|reduced|impaired|underactive|overactive|active|acute|chronic|autoimmune|high|low|poor|added|increased|decreased|abnormal|early)$/
const BY_ITSELF = /^(?:thyroid|risk|burden|number|function|glucose)$/

/** What refers to the sentence before. */
const REFERS =
  /^(?:this|these|that|those|it|they|which|there|both|all|you|she|he|results?|numbers|values|findings)$/

/** Nothing is said of this report, or nothing is claimed. */
const SUPPOSED =
  /^(?:if|when|whenever|unless|whether|may|might|could|can|would|should|until|worried|ask|exclude|excludes|against|rule|rules|doubt|unlikely|no|not|without|never|hardly)$/

/**
 * Judges what a draft reads out of a value: `a glucose of 87 indicates hypoglycemia`. A value inside the
 * report's range bears out no condition, nor does a high one bear out a `hypo-`.
 */
export function assertionFindings(reading: Reading, facts: Facts, quote: Quote): EvidenceFinding[] {
  return reading.sentences.flatMap(({ from, to }): EvidenceFinding[] => {
    for (let at = from; at < to; at++) {
      const claim = claimAt(reading.items, at, from, to)
      if (!claim || isNegated(reading, at) || isNegated(reading, claim.condition)) continue
      if (isSupposed(reading.items, claim.from, from) || signOf(reading.items[to - 1]) === "?")
        continue
      const marker = subjectOf(reading, facts, claim, from, to)
      if (!marker) continue
      const finding = judge(reading, claim, marker, quote)
      if (finding) return [finding]
    }
    return []
  })
}

/** Item indexes: the words that assert, and the condition's first and last word. */
type Claim = { from: number; condition: number; to: number; kind: "hypo" | "hyper" | null }

function claimAt(items: Item[], at: number, from: number, end: number): Claim | null {
  const word = wordOf(items[at])
  const behind = wordOf(items[at + 1])
  if (word === "looks" && behind === "like") return conditionFrom(items, at, at + 2, end)
  // `You are iron deficient`, `Both are anemic`
  if (/^(?:ana?emic|diabetic|prediabetic|deficient)$/.test(word))
    return conditionAfterVerb(items, at, from)
  // `so there is anemia`, `so you do have diabetes`: read out of what stands before.
  if (/^(?:is|are|have|has|shows?)$/.test(word) && isInferred(items, at, from)) {
    const stated = /^(?:already|both|now|a|an|some)$/.test(behind) ? at + 2 : at + 1
    // `there is evidence of anemia` begins with its evidence.
    if (NOUNS.has(wordOf(items[stated]))) return null
    return conditionFrom(items, at, stated, end)
  }
  // `There's hypothyroidism at present`
  if (word === "s" && signOf(items[at - 1]) === "'" && wordOf(items[at - 2]) === "there")
    return conditionFrom(items, at, at + 1, end)
  // `shows a thyroid problem`, `anemia is a concern`
  if (/^shows?$/.test(word) && /^(?:a|an|signs?)$/.test(behind))
    return conditionFrom(items, at, at + 2, end)
  if (/^(?:concern|worry|issue)$/.test(word) && /^(?:a|of)$/.test(wordOf(items[at - 1])))
    return conditionBefore(items, at - 1, from)
  if (VERBS.has(word)) return conditionFrom(items, at, at + 1, end)
  if (NOUNS.has(word) && behind === "of") return conditionFrom(items, at, at + 2, end)
  if (/^(?:speaks|points?|pointing)$/.test(word) && /^(?:for|to)$/.test(behind))
    return conditionFrom(items, at, at + 2, end)
  if (/^(?:consistent|compatible)$/.test(word) && behind === "with")
    return conditionFrom(items, at, at + 2, end)
  // `With insulin resistance (triglycerides 134 mg/dL)` as a line of its own.
  if (word === "with" && at === from + leading(items, from))
    return conditionFrom(items, at, at + 1, end)
  // `an infection suspected`, `prediabetes is likely`
  if (/^(?:suspected|likely|probable)$/.test(word)) return conditionBefore(items, at, from)
  return null
}

/** `are iron deficient`: an adjective with its verb, and what stands between them. */
function conditionAfterVerb(items: Item[], at: number, from: number): Claim | null {
  let back = at - 1
  while (
    items[back]?.type === "marker" ||
    /^(?:also|now|both|still|clearly|mildly|slightly)$/.test(wordOf(items[back]))
  )
    back -= 1
  const verb = wordOf(items[back])
  const told = /^(?:is|are|re)$/.test(verb) && back >= from
  return told ? { from: back + 1, condition: back + 1, to: at + 1, kind: null } : null
}

/** Whether item `at` stands in what is concluded: behind `so`, or in `there are`. */
function isInferred(items: Item[], at: number, from: number): boolean {
  const before = items.slice(Math.max(from, at - 6), at).map(wordOf)
  if (["so", "therefore", "hence", "thus", "means"].some((word) => before.includes(word)))
    return true
  // `she does have`, `There's`: said with stress, as where a `not` fell out.
  if (/^(?:do|does|there)$/.test(before.at(-1) ?? "")) return true
  return before.at(-1) === "count" && wordOf(items[at]) === "shows"
}

const leading = (items: Item[], from: number) => {
  let at = from
  while (/^[-*·#>\n]$/.test(signOf(items[at]))) at += 1
  return at - from
}

/** The condition that begins at item `start`, some words on at most. */
function conditionFrom(items: Item[], from: number, start: number, end: number): Claim | null {
  let bad = false
  for (let at = start; at < Math.min(end, start + 7); at++) {
    const item = items[at]
    // `insulin resistance`, `fasting glucose`: names of markers are among the words of conditions.
    const word = wordOf(item)
    if (
      (item?.type === "number" && !item.inWords) ||
      item?.type === "range" ||
      item?.type === "date"
    )
      return null
    if (item?.type === "sign" && item.sign !== "-") return null
    if (/^(?:no|not|never|without|nothing|neither)$/.test(word)) return null
    if (BAD.test(word)) bad = true
    if (item?.type === "marker" && bad && isClosing(items[at + 1]))
      return { from, condition: start, to: at + 1, kind: null }
    if (isCondition(word) && (bad || !BY_ITSELF.test(word)))
      return { from, condition: start, to: at + 1, kind: kindOf(word) }
  }
  return null
}

const isClosing = (item: Item | undefined) =>
  item === undefined || (item.type === "sign" && /^[.,;:()\n]$/.test(item.sign))

/** The condition that ends before item `at`. */
function conditionBefore(items: Item[], at: number, from: number): Claim | null {
  let back = at - 1
  while (/^(?:is|are|was|not|never)$/.test(wordOf(items[back]))) back -= 1
  const last = items[back]
  if (!isMarker(last) && !isCondition(wordOf(last))) return null
  // Its own words, a marker's name among them: `iron overload`, `impaired fasting glucose`.
  let condition = back
  while (
    condition > from &&
    (items[condition - 1]?.type === "marker" || BAD.test(wordOf(items[condition - 1])))
  )
    condition -= 1
  const bad = items.slice(condition, back).some((item) => BAD.test(wordOf(item)))
  if ((isMarker(last) || BY_ITSELF.test(wordOf(last))) && !bad) return null
  return { from: condition, condition, to: at + 1, kind: kindOf(wordOf(last)) }
}

/** Conditions that are named for the value itself. A high TSH, on the other hand, is a hypothyroidism. */
function kindOf(word: string): Claim["kind"] {
  const found =
    /^hyp(er|o)(?:glyc|kal|natr|calc|lipid|cholest|triglyc|uric|magnes|phosph|albumin)/.exec(word)
  return found ? (found[1] === "er" ? "hyper" : "hypo") : null
}

function isSupposed(items: Item[], at: number, from: number): boolean {
  let clause = true
  for (let back = at - 1; back >= Math.max(from, at - 12); back--) {
    // What another clause denies does not deny this one.
    if (/^[,;]$/.test(signOf(items[back]))) clause = false
    const word = wordOf(items[back])
    if (SUPPOSED.test(word) && (clause || !DENIES.test(word))) return true
  }
  return false
}
const DENIES = /^(?:no|not|without|never|hardly)$/

/** The marker named before the claim, or behind it with its value: `evidence of anemia (Hgb 11)`. */
function subjectOf(
  reading: Reading,
  facts: Facts,
  claim: Claim,
  from: number,
  to: number,
): MarkerFacts | null {
  const { items } = reading
  const known = (marker: MarkerItem) => marker.ids.flatMap((id) => facts.markers.get(id) ?? [])[0]
  for (let at = claim.from - 1; at >= from; at--) {
    const item = items[at]
    if (isMarker(item) && !isGeneral(items, at)) return known(item) ?? null
  }
  for (let at = claim.to; at < Math.min(to, claim.to + 8); at++) {
    const item = items[at]
    const valued = items.slice(at + 1, at + 5).some(({ type }) => type === "number")
    if (isMarker(item) && valued) return known(item) ?? null
  }
  // `These numbers do suggest diabetes.`: what the sentence before was about, if all of it lies on one side.
  const lead = items.slice(from, claim.condition)
  if (!lead.some((item) => REFERS.test(wordOf(item)))) return null
  const topic = topicBefore(reading, reading.sentenceOf[claim.from] ?? 0)
  const spoken = topic ? [topic.marker, ...topic.others].flatMap((one) => known(one) ?? []) : []
  const sides = new Set(spoken.flatMap((one) => sidesOfMarker(one)))
  if (spoken.length > 0 && sides.size === 1 && sides.has("within")) return spoken[0] ?? null
  return null
}

function judge(
  reading: Reading,
  claim: Claim,
  marker: MarkerFacts,
  quote: Quote,
): EvidenceFinding | null {
  const sides = sidesOfMarker(marker)
  const [side] = sides
  const [value] = marker.values
  if (sides.length !== 1 || !side || !value) return null
  const turned =
    (claim.kind === "hypo" && side === "high") || (claim.kind === "hyper" && side === "low")
  if (side !== "within" && !turned) return null
  const start = reading.items[claim.from]?.start ?? 0
  const end = reading.items[claim.to - 1]?.end ?? 0
  const where = { low: "below", within: "within", high: "above" }[side]
  return {
    kind: "direction",
    start,
    end,
    verdict: turned ? "contradicted" : "not-found",
    places: placesOf(marker.values.map(({ place }) => place)),
    message: `${marker.name} is ${quote(value.place)}, ${where} the report's range: the sources do not bear out “${reading.text.slice(reading.items[claim.condition]?.start ?? start, end)}”.`,
  }
}
