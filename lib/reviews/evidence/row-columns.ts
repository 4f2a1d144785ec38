import type { MarkerItem } from "./items.ts"
import type { Line } from "./lines.ts"
import { emptyRow, type Row } from "./row.ts"
import { addBound, isBound } from "./row-bounds.ts"

/** Finds or makes the marker that a line names; null where it names none. */
export type Naming = (line: Line) => MarkerItem | null

/** Columns that were pulled apart: names, then as many values, then their ranges, then their units. */
export function readColumns(
  lines: Line[],
  first: number,
  names: Line[],
  naming: Naming,
): { rows: Row[]; next: number } | null {
  let last = first
  while (lines[last]?.kind === "number" || lines[last]?.kind === "range") last += 1
  const cells = lines.slice(first, last)
  const half = cells.length / 2
  const split =
    Number.isInteger(half) &&
    cells.slice(0, half).every(({ kind }) => kind === "number") &&
    cells.slice(half).every(isBound)
  const count = split ? half : cells.length
  if (count > names.length || (!split && cells.some(({ kind }) => kind === "range"))) return null
  const behind = lines.slice(last, last + count)
  const units =
    behind.length === count && behind.every(({ kind }) => kind === "unit" || kind === "blank")
      ? behind
      : []
  const rows = names.slice(-count).flatMap((line, index) => {
    const marker = naming(line)
    if (!marker) return []
    const row = emptyRow(marker)
    const [value, bound] = [cells[index]?.cell, split ? cells[count + index]?.cell : undefined]
    const unit = units[index]?.unit
    if (unit) row.unit = unit
    if (value?.type === "number") {
      row.value = value
      row.unit ??= value.unit
      const flag = cells[index]?.flag ?? value.flag
      if (flag) row.flag = flag
    }
    if (bound) addBound(row, bound)
    return [row]
  })
  return { rows, next: last + units.length }
}
