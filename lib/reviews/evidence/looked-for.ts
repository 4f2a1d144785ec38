import { type Amount, amountOf } from "./amounts.ts"
import { type Context, type Judgement, kindOf } from "./claims.ts"
import { isAdvice, wordsAround } from "./context.ts"
import { isTakenUnheardOf, judgeDose, ofNoOther } from "./doses.ts"
import type { Item, NumberItem, RangeItem } from "./items.ts"
import { endsOf, type Mentions, mentionsIn } from "./mentions.ts"
import { isNameNumber } from "./plain-counts.ts"
import type { Reading } from "./reading.ts"
import type { EvidenceFinding } from "./types.ts"
import { listNumber } from "./unbound.ts"
import { listed, placesOf } from "./words.ts"

/**
 * The findings, and one for each number and date that none of them speaks of: doses, spans of time, plans,
 * counts of other things. They are looked for in the sources' texts; what does not stand there is not
 * compared, but for a dose that somebody is said to take: that is not found. Numbers of a list, ordinals
 * and words that only count (`one of them`) are no claims.
 */
export function withLookedFor(context: Context, findings: EvidenceFinding[]): EvidenceFinding[] {
  const { reading } = context
  let mentions: Mentions | null = null
  const own = findings.map((finding) => ({ ...finding }))
  const added: EvidenceFinding[] = []
  let next = 0
  for (const [at, item] of reading.items.entries()) {
    if (!isClaim(reading, at, item)) continue
    while ((own[next]?.end ?? item.start + 1) <= item.start) next += 1
    const known = own[next]
    const { start, end } = item
    const free = (known?.start ?? end) >= end
    if (!free && known?.verdict !== "not-found") continue
    mentions ??= mentionsIn(context.facts)
    if (free) added.push({ start, end, ...judge(context, at, item, mentions) })
    else if (known && item.type === "number") {
      // `on vitamin D 2000 IU`, where no source has a value of vitamin D: its dose may stand there.
      const dose = judgeDose(context, at, item, mentions)
      if (dose && dose.verdict !== "not-compared") Object.assign(known, dose)
    }
  }
  return [...own, ...added].sort((one, other) => one.start - other.start)
}

function isClaim(
  reading: Reading,
  at: number,
  item: Item,
): item is Extract<Item, { type: "number" | "range" | "date" }> {
  if (item.type === "range" || item.type === "date") return true
  if (item.type !== "number" || item.ordinal || isNameNumber(reading, item)) return false
  if (item.unit || item.time) return true
  return !item.inWords && !listNumber(reading, at)
}

function judge(
  context: Context,
  at: number,
  item: Extract<Item, { type: "number" | "range" | "date" }>,
  mentions: Mentions,
): Judgement {
  const { reading, quote } = context
  if (item.type === "date") return notCompared("date", "A day to come")
  const number = item.type === "range" ? endsOf(item)[1] : item
  // What a dose is a dose of has the first say.
  const dose = item.type === "number" ? judgeDose(context, at, item, mentions) : null
  if (dose) return dose
  const amount = amountOf(reading, at, number)
  const kind = kindOf(number)
  const places = amount ? placesFor(reading, at, item, amount, mentions) : []
  if (places.length > 0) {
    const told = listed(places.slice(0, 3).map((place) => quote(place)))
    return { kind, verdict: "supported", places, message: `The sources have ${told}.` }
  }
  if (!amount)
    return { ...NOTHING, kind, message: "A number by itself: nothing tells what it is of." }
  if (isTakenUnheardOf(context, at, item)) {
    const message = "A dose that is said to be taken: the sources have none of it."
    return { kind, verdict: "not-found", places: [], message }
  }
  const where = isAdvice(wordsAround(reading, at)) ? " in advice" : ""
  return notCompared(kind, `${NAMES[amount.of]}${where}`)
}

function placesFor(
  reading: Reading,
  at: number,
  item: NumberItem | RangeItem,
  amount: Amount,
  mentions: Mentions,
) {
  // Of a pressure one half says nothing.
  if (amount.unit.dimension === "pressure") return []
  if (item.type === "range") return placesOf(mentions.sameRange(...endsOf(item), amount))
  const same = mentions.sameAs(item, amount)
  const found = amount.of === "dose" ? ofNoOther(reading, at, same) : same
  return placesOf(found.map(({ place }) => place))
}

const NAMES: Record<Amount["of"], string> = {
  dose: "A dose",
  time: "A span of time",
  percentage: "A percentage",
  measure: "A measure",
  count: "A count",
}

const NOTHING = { verdict: "not-compared" as const, places: [] }

const notCompared = (kind: Judgement["kind"], what: string): Judgement => ({
  ...NOTHING,
  kind,
  message: `${what}: the sources do not tell of it.`,
})
