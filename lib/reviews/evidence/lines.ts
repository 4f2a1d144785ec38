import { type Item, type NumberItem, type RangeItem, signOf, wordOf } from "./items.ts"
import { isMarker, type Reading } from "./reading.ts"
import { type Unit, unitAt } from "./units.ts"

/** A line of a source, as items `from` to `to` (exclusive, without its end). */
export type Line = {
  from: number
  to: number
  start: number
  end: number
  /** The marker the line begins with, if it begins with one. */
  head: number | null
  /**
   * name: words alone. number: one number, perhaps flagged. range: one range or limit. unit: one unit.
   * blank: nothing. text: anything else.
   */
  kind: "name" | "number" | "range" | "unit" | "blank" | "text"
  unit?: Unit
  /** The only number or range of a `number` or `range` line. */
  cell?: NumberItem | RangeItem
  flag?: "high" | "low"
}

// What stands before the name in a line of JSON or of a list.
const KEYS = new Set(["test", "name", "marker", "analyte", "component", "biomarker"])
const FLAGS = new Set(["h", "l", "hh", "ll", "high", "low", "hi", "lo", "normal", "abnormal"])

/** The marker that a line begins with, behind signs, a key, or a code such as `45738-4`; or null. */
function headOf(items: Item[], from: number, to: number): number | null {
  for (let at = from; at < Math.min(to, from + 8); at++) {
    const item = items[at]
    if (isMarker(item)) return at
    if (item?.type === "sign" || KEYS.has(wordOf(item))) continue
    const code =
      item?.type === "number" &&
      (signOf(items[at + 1]) === "-" || (signOf(items[at - 1]) === "-" && item.value < 10))
    if (!code || item.decimals > 0 || item.unit) return null
  }
  return null
}

/** A site's or an order's number, such as 62816: no lab prints so many digits without a comma or a unit. */
export const isSerial = (folded: string, { start, numberEnd, unit }: NumberItem): boolean =>
  !unit && /^\d{5,}$/.test(folded.slice(start, numberEnd))

function kindOf(
  reading: Reading,
  from: number,
  to: number,
  text: string,
): Partial<Line> & { kind: Line["kind"] } {
  const { items } = reading
  if (text === "") return { kind: "blank" }
  const own = items.slice(from, to)
  const numbers = own.filter((item) => item.type === "number" || item.type === "range")
  const words = own.filter((item) => item.type === "word" || isMarker(item))
  const unit = unitAt(text, 0)
  if (unit?.end === text.length && !/\d/.test(text.charAt(0)))
    return { kind: "unit", unit: unit.unit }
  if (numbers.length === 0) return { kind: words.length > 0 ? "name" : "text" }
  const [cell] = numbers
  const bare = own.every((item) => item === cell || item.type === "sign" || FLAGS.has(wordOf(item)))
  if (numbers.length > 1 || !bare || (cell?.type !== "number" && cell?.type !== "range"))
    return { kind: "text" }
  if (cell.type === "number" && isSerial(reading.folded, cell)) return { kind: "text" }
  const flags = own.map(wordOf)
  const flag = flags.some((word) => /^h/.test(word))
    ? "high"
    : flags.some((word) => /^l/.test(word))
      ? "low"
      : undefined
  return { kind: cell.type === "range" ? "range" : "number", cell, ...(flag ? { flag } : {}) }
}

/** The lines of a text. */
export function linesOf(reading: Reading): Line[] {
  const { items, folded } = reading
  const lines: Line[] = []
  let [from, start] = [0, 0]
  for (let at = 0; at <= items.length; at++) {
    const item = items[at]
    if (item && signOf(item) !== "\n") continue
    const end = item?.start ?? folded.length
    const text = folded.slice(start, end).trim()
    lines.push({
      from,
      to: at,
      start,
      end,
      head: headOf(items, from, at),
      ...kindOf(reading, from, at, text),
    })
    from = at + 1
    start = item?.end ?? end
  }
  return lines
}
