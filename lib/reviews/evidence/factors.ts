import type { Context, Judgement } from "./claims.ts"
import { factsOf, said } from "./claims.ts"
import { wordsBefore, wordsBehind } from "./context.ts"
import type { MarkerFacts } from "./facts.ts"
import { isGeneral } from "./general.ts"
import { type Item, type MarkerItem, wordOf } from "./items.ts"
import { isMarker, type Reading } from "./reading.ts"
import { subjectAt } from "./subjects.ts"
import type { EvidenceFinding } from "./types.ts"
import { listed, placesOf } from "./words.ts"

/** Moves by a factor, from an earlier value. */
const MOVES: Record<string, number> = {
  doubled: 2,
  tripled: 3,
  trebled: 3,
  quadrupled: 4,
  halved: 0.5,
}
/** Factors of a limit: `twice the upper limit`. */
const TIMES: Record<string, number> = {
  twice: 2,
  double: 2,
  triple: 3,
  thrice: 3,
  quadruple: 4,
}
const OF_LIMIT =
  /^(?:the|its|her|his|your|their|that)?(?: [a-z]+){0,3} ?(?:limit|maximum|normal)(?: |$)/
// What may stand between a marker and `doubled`.
const BETWEEN = new Set(
  "has have had been was were is are also nearly almost about roughly approximately more less than over just level levels value values result results reading count since then at least".split(
    " ",
  ),
)
/** `doubled his fiber`: something else was moved. */
const OBJECT = new Set("the his her your their its my our a an up down on dose".split(" "))

/** Judges `doubled`, `tripled` and `twice the limit` of a draft against values and limits. */
export function factorFindings(context: Context): EvidenceFinding[] {
  const { reading } = context
  return reading.items.flatMap((item, at): EvidenceFinding[] => {
    const word = wordOf(item)
    const [move, times] = [own(MOVES, word), own(TIMES, word)]
    const judged = move
      ? judgeMove(context, at, move)
      : times && OF_LIMIT.test(wordsBehind(reading, at))
        ? judgeTimes(context, at, times)
        : null
    return judged ? [{ start: item.start, end: item.end, ...judged }] : []
  })
}

const own = (table: Record<string, number>, word: string) =>
  Object.hasOwn(table, word) ? table[word] : undefined

/** Whether one value is `factor` times another, as roughly as the words before it say. */
function fits(quotient: number, times: number, before: string): boolean {
  // `nearly halved` falls short of it from above.
  const [ratio, factor] = times < 1 ? [1 / quotient, 1 / times] : [quotient, times]
  if (/(?:more than|over|at least)$/.test(before))
    return ratio >= 0.98 * factor && ratio < factor + 1
  if (/(?:less than|nearly|almost|not quite)$/.test(before))
    return ratio <= 1.02 * factor && ratio >= 0.8 * factor
  return Math.abs(ratio / factor - 1) <= 0.15
}

function movedMarker({ items, sentenceOf }: Reading, at: number): MarkerItem | null {
  if (OBJECT.has(wordOf(items[at + 1]))) return null
  for (let back = at - 1; back >= Math.max(0, at - 8); back--) {
    const item: Item | undefined = items[back]
    if (sentenceOf[back] !== sentenceOf[at]) return null
    if (isMarker(item)) return isGeneral(items, back) ? null : item
    if (item?.type !== "word" || !BETWEEN.has(item.word)) return null
  }
  return null
}

function judgeMove(context: Context, at: number, factor: number): Judgement | null {
  const { reading, facts, quote } = context
  const named = movedMarker(reading, at)
  const [marker] = named ? factsOf(facts, named) : []
  if (!marker) return null
  const earlier = [...marker.earlier, ...marker.beside]
  const [present] = marker.values
  if (!present || earlier.length === 0)
    return judgement("not-found", marker, `The sources have no earlier value of ${marker.name}.`)
  const before = wordsBefore(reading, at)
  const holds = marker.values.some(({ number }) =>
    earlier.some((one) => fits(number.value / one.number.value, factor, before)),
  )
  return judgement(
    holds ? "supported" : "contradicted",
    marker,
    `${marker.name} was ${listed(earlier.map((one) => said(one, quote)))} and is ${quote(present.place)} now.`,
  )
}

function judgeTimes(context: Context, at: number, factor: number): Judgement | null {
  const { reading, facts, paired } = context
  const subject = subjectAt(reading, at, paired)
  const [marker] = subject && subject.bond !== "topic" ? factsOf(facts, subject.marker) : []
  if (!marker) return null
  const lower = /(?:^| )lower (?:limit|end)/.test(wordsBehind(reading, at))
  const limits = marker.ranges.flatMap(({ low, high }) => (lower ? low : high) ?? [])
  if (limits.length === 0 || marker.values.length === 0)
    return judgement("not-found", marker, `The sources have no limit for ${marker.name}.`)
  const before = wordsBefore(reading, at)
  const holds = marker.values.some(({ number }) =>
    limits.some((limit) => fits(number.value / limit.value, factor, before)),
  )
  return judgement(
    holds ? "supported" : "contradicted",
    marker,
    `It ${holds ? "follows" : "does not follow"} from the value and the range the sources have for ${marker.name}.`,
  )
}

const judgement = (
  verdict: Judgement["verdict"],
  marker: MarkerFacts,
  message: string,
): Judgement => ({
  kind: "number",
  verdict,
  places: placesOf(
    marker.values.map(({ place }) => place),
    marker.earlier.map(({ place }) => place),
  ),
  message,
})
