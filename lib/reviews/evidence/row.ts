import type { DateReading, MarkerItem, NumberItem } from "./items.ts"
import type { Unit } from "./units.ts"

/** A bound, or both, of a reference range as a row has it. */
type RowRange = { low?: NumberItem; high?: NumberItem; start: number; end: number }

/** What one row of a table says of its marker. */
export type Row = {
  marker: MarkerItem
  value?: NumberItem
  /** A value in words, such as `Negative`. */
  words?: { text: string; start: number; end: number }
  /** The row's unit, wherever in it it stands. */
  unit?: Unit
  ranges: RowRange[]
  earlier: { item: NumberItem; day?: DateReading }[]
  /** Numbers of columns that nobody named. */
  beside: NumberItem[]
  flag?: "high" | "low"
}

/** A row of which nothing but its marker is read yet. */
export const emptyRow = (marker: MarkerItem): Row => ({
  marker,
  ranges: [],
  earlier: [],
  beside: [],
})
