import { type Item, type NumberItem, type RangeItem, wordOf } from "./items.ts"
import type { Line } from "./lines.ts"
import type { Row } from "./row.ts"

// `"low": 6`, `max 32`: a bound by its key. `high` and `low` alone are flags; a sign makes them keys.
const LOW_KEY = new Set(
  "lower min minimum ref_low reflow low_limit range_low reference_low".split(" "),
)
const HIGH_KEY = new Set(
  "upper max maximum ref_high refhigh high_limit range_high reference_high".split(" "),
)

/** The bound that the number at `at` is by the key right before it, or null. */
export function boundKey(items: Item[], at: number): "low" | "high" | null {
  let sign = false
  for (let back = at - 1; back >= Math.max(0, at - 5); back--) {
    const item = items[back]
    const word = wordOf(item)
    if (item?.type === "sign" && /["':=]/.test(item.sign)) sign ||= /[:=]/.test(item.sign)
    else if (!["limit", "bound", "value"].includes(word)) {
      if (LOW_KEY.has(word) || (sign && word === "low")) return "low"
      return HIGH_KEY.has(word) || (sign && word === "high") ? "high" : null
    }
  }
  return null
}

/** Adds a bound that has a key: the second of a pair completes the first one's range. */
export function addKeyed(row: Row, item: NumberItem, key: "low" | "high"): void {
  const { start, end } = item
  const last = row.ranges.at(-1)
  if (last && last[key] === undefined) Object.assign(last, { [key]: item, end })
  else row.ranges.push({ [key]: item, start, end })
}

/** Whether a line is a cell that holds a range or one bound of it. */
export const isBound = ({ kind, cell }: Line) =>
  kind === "range" || (cell?.type === "number" && cell.comparison !== undefined)

/** Adds the range, or the one bound, that a cell holds. */
export function addBound(row: Row, cell: NumberItem | RangeItem): void {
  const { start, end } = cell
  if (cell.type === "range") row.ranges.push({ low: cell.low, high: cell.high, start, end })
  else if (cell.comparison?.startsWith("<")) row.ranges.push({ high: cell, start, end })
  else row.ranges.push({ low: cell, start, end })
}
