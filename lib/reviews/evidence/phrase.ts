import type { Side, Trend } from "./phrase-words.ts"

/** Words that say where a value lies, or how it moved. Item indexes, `to` exclusive. */
export type Phrase = {
  from: number
  to: number
  /** Sides that bear it out; empty for a trend alone. */
  sides: Side[]
  /** Moves that bear it out; empty for a side alone. */
  trends: Trend[]
  /** Stands before its noun: `high LDL`. */
  adjective: boolean
  /** Where its noun begins, if not right behind it: `a rise of 5 in LDL`. */
  noun?: number
  /** `not`, `no longer`, `neither` come before. */
  negated: boolean
  /** Speaks of an optimal range or a goal rather than the report's range. */
  wanted: boolean
  /** `above` with a number or a range right behind: its item. */
  against: number | null
}

/** A phrase as it was found at an item. */
export type Found = Pick<Phrase, "to" | "sides"> & Partial<Phrase>

const ALL_SIDES: Side[] = ["low", "within", "high"]

/** The sides that bear a phrase out, its negation heeded. */
export const sidesOf = ({ sides, negated }: Phrase): Side[] =>
  negated ? ALL_SIDES.filter((side) => !sides.includes(side)) : sides

/** A phrase that tells a move alone. */
export const moveOf = (trend: Trend, to: number): Found => ({ to, sides: [], trends: [trend] })
