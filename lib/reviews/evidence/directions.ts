import { isDoseUnit } from "./claims.ts"
import { wordsBefore } from "./context.ts"
import type { Facts, MarkerFacts } from "./facts.ts"
import { signOf, wordsOf } from "./items.ts"
import { type Judged, judgeSide } from "./judge-side.ts"
import { judgeTrend } from "./judge-trend.ts"
import { goesTheOtherWay, moveTold } from "./moves-told.ts"
import type { Phrase } from "./phrase.ts"
import { subjectsOf } from "./phrase-subjects.ts"
import type { Reading } from "./reading.ts"
import type { EvidenceFinding } from "./types.ts"
import { placesOf, type Quote } from "./words.ts"

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
    const judged = subjects.markers.map((marker) => judge(reading, phrase, marker, quote))
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

function judge(reading: Reading, phrase: Phrase, marker: MarkerFacts, quote: Quote): Judged {
  const side = phrase.sides.length > 0 ? judgeSide(reading, phrase, marker, quote) : null
  if (side && (side.verdict === "supported" || phrase.trends.length === 0)) return side
  const trend = judgeTrend(reading, phrase, marker, quote)
  return side && trend.verdict !== "supported" ? side : trend
}
