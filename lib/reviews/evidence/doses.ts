import { amountOf } from "./amounts.ts"
import type { Context, Judgement } from "./claims.ts"
import { isPlainDose, isSameTime, tellsIntake } from "./intake.ts"
import type { Item, NumberItem } from "./items.ts"
import { endsOf, type Mention, type Mentions, sizeOf } from "./mentions.ts"
import type { Reading } from "./reading.ts"
import { isOneSubstance, type Substance, substanceAt } from "./substances.ts"
import { listed, placesOf } from "./words.ts"

/**
 * Judges a dose by what the sources' texts say of its substance; null where they have no dose of it, or
 * nothing tells what it is a dose of. Another dose contradicts only a statement of what is taken, beside
 * the only dose that the sources have: a false contradiction costs a typed reason.
 */
export function judgeDose(
  { reading, quote }: Context,
  at: number,
  item: NumberItem,
  mentions: Mentions,
): Judgement | null {
  const amount = amountOf(reading, at, item)
  const substance = amount?.of === "dose" ? substanceAt(reading, at) : null
  if (!amount || !substance) return null
  const known = mentions.doses.filter((one) => isOf(one, substance))
  if (known.length === 0) return null
  const name = reading.text.slice(substance.start, substance.end).replace(/\s+/g, " ")
  const all = new Set(known)
  const same = mentions.sameAs(item, amount).filter((mention) => all.has(mention))
  const told = same.length > 0 ? same : known
  const says = {
    kind: "value" as const,
    places: placesOf(told.map(({ place }) => place)),
    message: `The sources have ${listed(told.map(({ place }) => quote(place)))} for ${name}.`,
  }
  if (same.length > 0) return { ...says, verdict: "supported" }
  const { dimension } = amount.unit
  const comparable = known.filter((one) => one.amount.unit.dimension === dimension)
  const places = byPlace(comparable)
  const only = isOneDose(places)
  const against =
    only &&
    !item.comparison &&
    tellsIntake(reading, at) &&
    isAlone({ reading, at, to: at }, substance, dimension) &&
    places.every((ways) =>
      ways.some(
        (one) =>
          !one.item.comparison &&
          isPlainDose(one.reading, one.at) &&
          isAlone(one, substance, dimension) &&
          isSameTime(reading, at, one),
      ),
    )
  return { ...says, verdict: against ? "contradicted" : "not-compared" }
}

/** Mentions by their places: `1 500 mg` is 1500, or two numbers, and has a mention for each way to read it. */
function byPlace(mentions: Mention[]): Mention[][] {
  const texts = new Map<Reading, Map<number, Mention[]>>()
  for (const mention of mentions) {
    const places = texts.get(mention.reading) ?? new Map<number, Mention[]>()
    texts.set(mention.reading, places)
    places.set(mention.to, [...(places.get(mention.to) ?? []), mention])
  }
  return [...texts.values()].flatMap((places) => [...places.values()])
}

/** Whether all of them can be of one dose. */
function isOneDose([first, ...others]: Mention[][]): boolean {
  const sizes = (ways: Mention[] = []) => ways.map(({ item, amount }) => sizeOf(item.value, amount))
  return sizes(first).some((size) => others.every((ways) => sizes(ways).includes(size)))
}

/**
 * Whether a dose that somebody is said to take is of a substance of which the sources have none, not even
 * from one to another.
 */
export function isTakenUnheardOf({ reading, facts }: Context, at: number, item: Item): boolean {
  if (item.type !== "number" || !tellsIntake(reading, at)) return false
  const substance = amountOf(reading, at, item)?.of === "dose" ? substanceAt(reading, at) : null
  if (!substance) return false
  return !facts.texts.some(({ reading: source }) =>
    source.items.some((one, index) => {
      const number = one.type === "range" ? endsOf(one)[1] : one
      if (number.type !== "number" || amountOf(source, index, number)?.of !== "dose") return false
      const own = substanceAt(source, index)
      return own !== null && isOneSubstance(own, substance)
    }),
  )
}

const SUBSTANCES = new WeakMap<Mention, Substance | null>()

function ofMention(mention: Mention): Substance | null {
  const known = SUBSTANCES.get(mention)
  const own = known === undefined ? substanceAt(mention.reading, mention.at, mention.to) : known
  SUBSTANCES.set(mention, own)
  return own
}

function isOf(mention: Mention, substance: Substance): boolean {
  const own = ofMention(mention)
  return own !== null && isOneSubstance(own, substance)
}

/** Mentions that the dose at item `at` may stand for: none that names another substance. */
export function ofNoOther(reading: Reading, at: number, mentions: Mention[]): Mention[] {
  const substance = substanceAt(reading, at)
  if (!substance) return mentions
  return mentions.filter((one) => ofMention(one) === null || isOf(one, substance))
}

/** Whether no other dose of its sentence is, or may be, one of the same substance: morning and night. */
function isAlone(
  { reading, at, to }: Pick<Mention, "reading" | "at" | "to">,
  substance: Substance,
  dimension: string,
): boolean {
  const sentence = reading.sentences[reading.sentenceOf[at] ?? 0]
  if (!sentence) return false
  const from = Math.max(sentence.from, at - 60)
  return reading.items.slice(from, Math.min(sentence.to, at + 60)).every((item, step) => {
    const own = from + step >= at && from + step <= to
    if (own || (item.type !== "number" && item.type !== "range")) return true
    const number = item.type === "range" ? item.high : item
    const amount = amountOf(reading, from + step, number)
    // `125 mcg (5000 IU)` is one dose in two units.
    if (amount?.of !== "dose" || amount.unit.dimension !== dimension) return true
    const other = item.type === "number" ? substanceAt(reading, from + step) : null
    return other !== null && !isOneSubstance(other, substance)
  })
}
