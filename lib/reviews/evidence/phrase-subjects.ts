import { likeness } from "./compare.ts"
import type { Facts, MarkerFacts } from "./facts.ts"
import type { Item, MarkerItem } from "./items.ts"
import type { Phrase } from "./phrase.ts"
import { isLabelled, signOf } from "./phrase-words.ts"
import { isMarker, isNumber, type Reading, wordOf } from "./reading.ts"
import { sidesOfMarker } from "./sides.ts"
import { asks, isGeneral, type Subject, topicBefore } from "./subjects.ts"

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
/** The words and signs of items, parted by spaces. */
export const wordsOf = (items: Item[]) =>
  items.map((item) => wordOf(item) || signOf(item)).join(" ")

// `Apart from vitamin D, nothing is low`: said of all others.
const APART =
  /(?:^| )(?:apart from|aside from|except|excepting|besides|other than|excluding|exception of)(?: |$)/

const known = (facts: Facts, marker: MarkerItem): MarkerFacts[] => {
  const found = marker.ids.flatMap((id) => facts.markers.get(id) ?? [])
  return found.slice(0, 1)
}

/** The markers that a phrase speaks of; `guess`: which ones is not certain. */
export type Subjects = { markers: MarkerFacts[]; guess: boolean }

/** What a phrase of high, low, risen or fallen is said of, or null. `taken`: the items of all phrases. */
export function subjectsOf(
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
  if (APART.test(wordsOf(prior))) return null
  // `LDL is out of range, and everything else is fine`
  const since = nearest === null ? [] : items.slice(nearest + 1, phrase.from)
  if (
    since.some((item) => /^(?:everything|rest|remainder|else|others|remaining)$/.test(wordOf(item)))
  ) {
    const others = quantified(reading, facts, phrase, (nearest ?? 0) + 1)
    if (others) return others
  }
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
    // `Already high last time`
    lead.every((item) => /^(?:already|still|again|also|previously|just)$/.test(wordOf(item))) ||
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
        "each",
      ].includes(wordOf(item)),
    )
  const topic = pronoun ? topicBefore(reading, sentence) : null
  if (!topic) return null
  const plural = lead.some((item) => ["both", "they", "these", "each"].includes(wordOf(item)))
  const markers = (plural ? [topic.marker, ...topic.others] : [topic.marker]).flatMap((marker) =>
    known(facts, marker),
  )
  // A plain word that no source has (`ferritin, the storage form of iron`) is not what is spoken of.
  const spoken =
    markers.length > 0 ? markers : topic.others.flatMap((marker) => known(facts, marker))
  // `RDW, which tells how red cells vary, is 17.8. It has come down from 18.9`: the one that has the number.
  const named = plural ? [] : withNumberOf(reading, facts, sentence, topic)
  if (named.length === 1) return { markers: named, guess: false }
  // Each of the two is certain.
  const each = lead.some((item) => wordOf(item) === "each") && topic.others.length === 1
  return {
    markers: spoken,
    guess: (plural && !each) || (!plural && topic.others.length > 0 && spoken === markers),
  }
}

/** Those of a topic's markers of which a source has a number that the sentence names. */
function withNumberOf(
  reading: Reading,
  facts: Facts,
  sentence: number,
  topic: Subject,
): MarkerFacts[] {
  if (topic.others.length === 0) return []
  const { from, to } = reading.sentences[sentence] ?? { from: 0, to: 0 }
  const numbers = reading.items.slice(from, Math.min(to, from + 60)).filter(isNumber)
  return [topic.marker, ...topic.others]
    .flatMap((marker) => known(facts, marker))
    .filter((marker) =>
      [...marker.values, ...marker.earlier].some(({ number }) =>
        numbers.some((item) => likeness(item, number, marker.id) === "same"),
      ),
    )
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
    if (isMarker(reading.items[at]) && !isGeneral(reading.items, at))
      return pastApposition(reading.items, at, from, start)
  }
  return null
}

/** `Ferritin, the storage form of iron, fell`: what is said is said of ferritin. */
function pastApposition(items: Item[], nearest: number, from: number, start: number): number {
  if (signOf(items[from - 1]) !== ",") return nearest
  for (let at = nearest - 1; at > Math.max(start, nearest - 8); at--) {
    if (signOf(items[at]) !== ",") continue
    const opens = /^(?:the|a|an|your|which|our)$/.test(wordOf(items[at + 1]))
    return opens && isMarker(items[at - 1]) ? at - 1 : nearest
  }
  return nearest
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
  // `Ferritin 164, vitamin D 58. All within range`: all of what was just named, or of the report.
  const bare = lead.every(
    (item) =>
      (item.type === "number" && item.inWords) ||
      /^(?:all|of|them|these|are|is|were)$/.test(wordOf(item)),
  )
  return {
    markers: markers.filter((marker) => sidesOfMarker(marker).length > 0),
    guess: partial || bare || (has("no", "none", "nothing") && !phrase.negated),
  }
}
