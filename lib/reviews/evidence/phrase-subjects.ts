import { likeness } from "./compare.ts"
import type { Facts, MarkerFacts } from "./facts.ts"
import { isGeneral } from "./general.ts"
import { type Item, type MarkerItem, signOf, wordOf, wordsOf } from "./items.ts"
import type { Phrase } from "./phrase.ts"
import { headed, quantified } from "./phrase-lists.ts"
import { knownMarker, type Subjects } from "./phrase-subject.ts"
import { isLabelled } from "./phrase-words.ts"
import { isMarker, isNumber, type Reading } from "./reading.ts"
import { asks } from "./subjects.ts"
import { type Subject, topicBefore } from "./topics.ts"

const LIST = new Set(
  "and or & , plus as well both your her his the ( ) / at of with their :".split(" "),
)
const PLURAL = new Set(
  "are were remain both all have fall fell sit lie look come run these three two stay stayed each".split(
    " ",
  ),
)
// What goes on with what the sentence before was about: one of it, or several.
const PRONOUNS = new Set(
  "it this that which level value result reading both they these each".split(" "),
)
const SEVERAL = new Set("both they these each".split(" "))

// `Apart from vitamin D, nothing is low`: said of all others.
const APART =
  /(?:^| )(?:apart from|aside from|except|excepting|besides|other than|excluding|exception of)(?: |$)/

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
    lead.some((item) => PRONOUNS.has(wordOf(item)))
  const topic = pronoun ? topicBefore(reading, sentence) : null
  if (!topic) return null
  const plural = lead.some((item) => SEVERAL.has(wordOf(item)))
  const markers = (plural ? [topic.marker, ...topic.others] : [topic.marker]).flatMap((marker) =>
    knownMarker(facts, marker),
  )
  // A plain word that no source has (`ferritin, the storage form of iron`) is not what is spoken of.
  const spoken =
    markers.length > 0 ? markers : topic.others.flatMap((marker) => knownMarker(facts, marker))
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
    .flatMap((marker) => knownMarker(facts, marker))
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
  return (shared ? found : [first]).flatMap((marker) => knownMarker(facts, marker))
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
  return { markers: found.flatMap((marker) => knownMarker(facts, marker)), guess: false }
}
