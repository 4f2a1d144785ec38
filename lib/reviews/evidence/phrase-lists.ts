import type { Facts, MarkerFacts } from "./facts.ts"
import { isGeneral } from "./general.ts"
import { type MarkerItem, signOf, wordOf } from "./items.ts"
import type { Phrase } from "./phrase.ts"
import { knownMarker, type Subjects } from "./phrase-subject.ts"
import { isMarker, type Reading } from "./reading.ts"
import { sidesOfMarker } from "./sides.ts"

/** `Within range: A, B and C`, or a heading above a list. */
export function headed(
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
    if (here.length > 0) return here.flatMap((marker) => knownMarker(facts, marker))
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
  return found.length > 0 ? found.flatMap((marker) => knownMarker(facts, marker)) : null
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

const NOUNS = new Set(
  "marker markers biomarker biomarkers value values result results everything nothing none rest tests others remainder all".split(
    " ",
  ),
)
// With any other word beside them they are a part of the report (`all thyroid markers`), which is not known here.
const PLAIN = new Set(
  "all every everything nothing none no of the other others else remaining rest remainder otherwise marker markers biomarker biomarkers value values result results tests test tested measured your her his their are is were was fall falls fell lie sit came come back in on this panel report and but remain remained s that we comfortably well currently today , - * measured also again reported # lab blood".split(
    " ",
  ),
)

/** `All markers are within range`, `nothing is high`, `the other values are normal`. */
export function quantified(
  reading: Reading,
  facts: Facts,
  phrase: Phrase,
  start: number,
): Subjects | null {
  const lead = reading.items.slice(Math.max(start, phrase.from - 14), phrase.from)
  const has = (...words: string[]) => lead.some((item) => words.includes(wordOf(item)))
  const nouns = lead.some((item) => NOUNS.has(wordOf(item)))
  // `In all, 35 of 41 results are`: some of them, however many.
  const inAll = lead.some((item, at) => wordOf(item) === "in" && wordOf(lead[at + 1]) === "all")
  if (!nouns || lead.some((item) => item.type === "number" && !item.time && (inAll || !has("all"))))
    return null
  const whole = has("all", "every", "everything", "nothing", "none", "no")
  const others = has("other", "others", "else", "remaining", "rest", "remainder", "otherwise")
  if (!whole && !others) return null
  const partial = lead.some((item) => item.type === "word" && !PLAIN.has(item.word))
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
