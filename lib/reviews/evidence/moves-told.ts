import { type Item, type NumberItem, signOf, wordOf } from "./items.ts"
import type { Phrase } from "./phrase.ts"
import type { Reading } from "./reading.ts"

/** The two numbers of `rose from 12 to 13` or of `13 mg/dL, up from 12`, as the draft itself has them. */
export type MoveTold = { from: NumberItem; to: NumberItem }

const REACH = 8

/** The move that the draft itself puts in numbers beside a phrase of rising or falling; null where it does not. */
export function moveTold(
  { items, sentences, sentenceOf }: Reading,
  phrase: Phrase,
): MoveTold | null {
  const end = Math.min(sentences[sentenceOf[phrase.from] ?? 0]?.to ?? phrase.to, phrase.to + REACH)
  for (let at = phrase.to; at < end; at++) {
    // What another marker did is another move.
    if (items[at]?.type === "marker" && phrase.noun === undefined && at > phrase.to) return null
    if (wordOf(items[at]) !== "from") continue
    const first = items[at + 1]
    if (first?.type === "range" && !first.time) return { from: first.low, to: first.high }
    if (!isPlain(first)) return null
    const second = items[at + 3]
    if (wordOf(items[at + 2]) === "to") return isPlain(second) ? { from: first, to: second } : null
    // `13 mg/dL, up from 12`
    const present = at === phrase.to ? numberBefore(items, phrase.from) : null
    return present ? { from: first, to: present } : null
  }
  return null
}

const isPlain = (item: Item | undefined): item is NumberItem =>
  item?.type === "number" && !item.time && !item.comparison && item.unit?.dimension !== "percent"

function numberBefore(items: Item[], from: number): NumberItem | null {
  const comma = items[from - 1]
  const number = /^[,(–-]$/.test(signOf(comma)) ? items[from - 2] : comma
  return isPlain(number) ? number : null
}

/** Whether the numbers of a move go the other way than its word. */
export function goesTheOtherWay({ trends, negated }: Phrase, { from, to }: MoveTold): boolean {
  if (negated || trends.length !== 1 || from.value === to.value) return false
  if (from.unit && to.unit && from.unit.dimension !== to.unit.dimension) return false
  return (
    (trends[0] === "up" && to.value < from.value) || (trends[0] === "down" && to.value > from.value)
  )
}
