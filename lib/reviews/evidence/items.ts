import type { DateOrder } from "./types.ts"
import type { Unit } from "./units.ts"

/** A day, a month or a year, as far as the text says. */
export type DateReading = { year?: number; month?: number; day?: number }

/** What the number is compared with: `<0.5`, `up to 100`, `at least 40`. */
export type Comparison = "<" | "<=" | ">" | ">="

type Span = { start: number; end: number }

type WordItem = Span & { type: "word"; word: string; capital: boolean; upper: boolean }
type SignItem = Span & { type: "sign"; sign: string }
export type DateItem = Span & {
  type: "date"
  readings: DateReading[]
  /** Of a date in numbers, how each of its readings reads it. */
  orders?: DateOrder[]
  /** The other way to read it, which is not how its text or the clinic writes dates. */
  aside?: { reading: DateReading; order: DateOrder }
}
/** A clock time, a web address, a phone number: digits that are no claim. */
type OtherItem = Span & { type: "other" }
export type NumberItem = Span & {
  type: "number"
  value: number
  /** The other way to read it: `1,200` is 1200 or, with a decimal comma, 1.2. */
  otherwise?: number
  /** Digits behind the point. */
  decimals: number
  /** Of the number alone; `end` is that of its unit. */
  numberEnd: number
  unit?: Unit
  /** The unit is a span of time. */
  time?: boolean
  /** `14th`. */
  ordinal?: boolean
  /** Written in words. */
  inWords?: boolean
  /** A plus is written before it: `+10 %`. A minus makes the value negative. */
  plus?: boolean
  comparison?: Comparison
  /** The comparison is in words before it: `under 100`. */
  worded?: boolean
  /** H, L, HIGH or LOW printed between the number and its unit or right behind. */
  flag?: "high" | "low"
}
/** Two bounds: `70 to 99 mg/dL`. */
export type RangeItem = Span & {
  type: "range"
  low: NumberItem
  high: NumberItem
  unit?: Unit
  time?: boolean
}
export type MarkerItem = Span & {
  type: "marker"
  /** Markers the name may stand for, likeliest first. */
  ids: string[]
  /** The name is also an everyday word (`iron`, `protein`). */
  everyday: boolean
}

/** The pieces of a text, in order. */
export type Item = WordItem | SignItem | DateItem | OtherItem | NumberItem | RangeItem | MarkerItem

/** The word of an item, folded; empty for what is none. */
export const wordOf = (item: Item | undefined): string => (item?.type === "word" ? item.word : "")

/** The sign of an item; empty for what is none. */
export const signOf = (item: Item | undefined): string => (item?.type === "sign" ? item.sign : "")

/** The words and signs of items, parted by spaces. */
export const wordsOf = (items: Item[]) =>
  items.map((item) => wordOf(item) || signOf(item)).join(" ")
