import type { Client } from "./client.ts"
import type { FigureStyle } from "./figures.ts"
import type { DateKey } from "./pieces.ts"
import type { Draw } from "./random.ts"
import type { Result } from "./report.ts"

/** A result as far as the sources tell it; `earlier` holds only what they tell. */
export type Known = Result & { unitKnown: boolean; rangeKnown: boolean }

/** How a writer writes. */
export type Voice = {
  figures: FigureStyle
  dateForms: string[]
  units: "as printed" | "spelled"
  /** Between a number and its unit; the percent sign has its own. */
  joint: string
  percentJoint: string
  range: "–" | "-" | " - " | " – " | " to "
  /** In front of the only end of an open range: upper, lower. */
  open: [upper: string, lower: string]
  /** In place of `<` and `>` before a result. */
  less: string
  more: string
}

/** What a writer of a draft knows. */
export type Scene = {
  client: Client
  /** Whether the sources or the record name the client. */
  dates: Partial<Record<DateKey, string>>
  age: number | null
  counts: { all: number; out: number; within: number } | null
  results: Known[]
  physician: string | null
  voice: Voice
  draw: Draw
  /** The next statement's number. */
  statement: { next: number }
}
