import { isDoseUnit } from "./claims.ts"
import { type NumberItem, wordOf } from "./items.ts"
import { COUNTING, isNameNumber } from "./plain-counts.ts"
import type { Reading } from "./reading.ts"
import { type Unit, unitAt } from "./units.ts"

/** What a number is an amount of: a dose, a span of time, a share, a measure, or things that a word names. */
export type Amount = { unit: Unit; of: "dose" | "time" | "percentage" | "measure" | "count" }

// Spans that are one another's exactly; a month has no number of days.
const TIMES: [RegExp, string, number][] = [
  [/^s/, "time hours", 1],
  [/^mi/, "time hours", 60],
  [/^h/, "time hours", 3600],
  [/^n/, "time nights", 1],
  [/^da/, "time days", 1],
  [/^w/, "time days", 7],
  [/^mo/, "time months", 1],
  [/^y/, "time months", 12],
  [/^de/, "time months", 120],
]

/** `5000 IU/day` is a dose of 5000 IU. */
function perDay({ dimension, factor }: Unit): Unit {
  const [, base = ""] = /^other ([a-z]+)\/(?:d|day)$/.exec(dimension) ?? []
  const found = base ? unitAt(base, 0) : null
  return found?.end === base.length ? found.unit : { dimension, factor }
}

const singular = (word: string) =>
  word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word

/** What the number `item` at item `at` is an amount of; null where it stands by itself. */
export function amountOf(reading: Reading, at: number, item: NumberItem): Amount | null {
  if (item.time) {
    const word = reading.folded.slice(item.numberEnd, item.end).replace(/[^a-z]/g, "")
    const [, dimension = "", factor = 1] = TIMES.find(([start]) => start.test(word)) ?? []
    return { unit: { dimension, factor }, of: "time" }
  }
  if (item.unit) {
    const unit = perDay(item.unit)
    if (unit.dimension === "percent") return { unit, of: "percentage" }
    return { unit, of: isDoseUnit({ unit }) ? "dose" : "measure" }
  }
  const next = reading.items[at + 1]
  const counted = wordOf(next)
  const gap = reading.folded.slice(item.end, next?.start ?? item.end)
  if (counted.length < 3 || gap.length > 1 || COUNTING.has(counted)) return null
  if (isNameNumber(reading, item)) return null
  return { unit: { dimension: `counted ${singular(counted)}`, factor: 1 }, of: "count" }
}
