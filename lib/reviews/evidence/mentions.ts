import { type Amount, amountOf } from "./amounts.ts"
import type { Facts } from "./facts.ts"
import type { NumberItem, RangeItem } from "./items.ts"
import type { Reading } from "./reading.ts"
import { waysToRead } from "./two-readings.ts"
import type { EvidencePlace } from "./types.ts"

/** An amount as a source's text has it. */
export type Mention = {
  reading: Reading
  at: number
  /** The last of its items: `5 000 IU` has two. */
  to: number
  item: NumberItem
  amount: Amount
  place: EvidencePlace
}

/** All amounts of the sources' texts: by what they come to, and the doses among them. */
export type Mentions = {
  sameAs(item: NumberItem, amount: Amount): Mention[]
  sameRange(low: NumberItem, high: NumberItem, amount: Amount): EvidencePlace[]
  doses: Mention[]
}

// So many places are enough for any claim, and keep the check of a long document quick.
const MAX_ALIKE = 12
const MAX_DOSES = 400

/** Amounts of the same size have the same key, in whatever unit of a dimension they stand. */
export const sizeOf = (value: number, { unit }: Amount) =>
  `${unit.dimension} ${(value * unit.factor).toPrecision(12)}`

const side = ({ comparison }: NumberItem) => comparison?.charAt(0) ?? ""

/** A range's unit stands behind its second number only. */
export function endsOf({ low, high, unit, time, end }: RangeItem): [NumberItem, NumberItem] {
  const own = {
    ...(unit ? { unit } : {}),
    ...(time ? { time: true, numberEnd: high.numberEnd, end } : {}),
  }
  return [
    { ...low, ...own },
    { ...high, ...own },
  ]
}

/**
 * The ways to read a dose behind another number: `5 000 IU` is one, `2 400 mg` may be two of 400. A source
 * is read without such thousands, for its columns' sake.
 */
function spacedOf({ items, folded }: Reading, at: number, item: NumberItem): NumberItem[] {
  const before = items[at - 1]
  const written = folded.slice(item.start, item.numberEnd)
  if (!/^\d{3}$/.test(written) || before?.type !== "number" || before.unit || before.time)
    return [item]
  const lead = folded.slice(before.start, before.end)
  if (!/^[1-9]\d{0,2}$/.test(lead) || folded.slice(before.end, item.start) !== " ") return [item]
  const whole = { ...item, start: before.start, value: before.value * 1000 + item.value }
  return written.startsWith("0") ? [whole] : [whole, item]
}

/** Reads the amounts off the sources' texts, once for all claims of a draft. */
export function mentionsIn(facts: Facts): Mentions {
  const bySize = new Map<string, Mention[]>()
  const ranges = new Map<string, EvidencePlace[]>()
  const doses: Mention[] = []
  const keep = <T>(map: Map<string, T[]>, key: string, one: T) => {
    const all = map.get(key)
    if (!all) map.set(key, [one])
    else if (all.length < MAX_ALIKE) all.push(one)
  }
  for (const { reading, place } of facts.texts) {
    for (const [at, item] of reading.items.entries()) {
      if (item.type === "range") {
        const [low, high] = endsOf(item)
        const amount = amountOf(reading, at, high)
        if (amount)
          keep(
            ranges,
            `${sizeOf(low.value, amount)} ${sizeOf(high.value, amount)}`,
            place(item.start, item.end),
          )
      }
      if (item.type !== "number" || item.ordinal) continue
      const amount = amountOf(reading, at, item)
      if (!amount) continue
      for (const one of amount.of === "dose" ? spacedOf(reading, at, item) : [item]) {
        const from = one === item ? at : at - 1
        const mention = {
          reading,
          at: from,
          to: at,
          item: one,
          amount,
          place: place(one.start, one.end),
        }
        keep(bySize, sizeOf(one.value, amount), mention)
        if (one.otherwise !== undefined) keep(bySize, sizeOf(one.otherwise, amount), mention)
        if (amount.of === "dose" && doses.length < MAX_DOSES) doses.push(mention)
      }
    }
  }
  const same = (item: NumberItem, amount: Amount, { item: other, amount: its }: Mention) => {
    if (side(item) !== side(other)) return false
    // Another unit moves the digits: how they are written tells nothing there.
    const ways =
      amount.unit.factor === its.unit.factor ? waysToRead(item, other) : ([[item, other]] as const)
    return ways.some(([one, theirs]) => sizeOf(one.value, amount) === sizeOf(theirs.value, its))
  }
  return {
    sameAs(item, amount) {
      const values = [item.value, ...(item.otherwise === undefined ? [] : [item.otherwise])]
      const found = values.flatMap((value) => bySize.get(sizeOf(value, amount)) ?? [])
      return found.filter((mention) => same(item, amount, mention))
    },
    sameRange: (low, high, amount) =>
      ranges.get(`${sizeOf(low.value, amount)} ${sizeOf(high.value, amount)}`) ?? [],
    doses,
  }
}
