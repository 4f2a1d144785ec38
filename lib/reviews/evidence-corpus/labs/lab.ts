import type { FigureStyle } from "../figures.ts"
import type { Piece } from "../pieces.ts"
import type { Draw } from "../random.ts"
import type { Report, Result, Side } from "../report.ts"

/** How one laboratory prints. */
export type Lab = {
  name: string
  address: string
  phone: string
  footer: string
  /** Form of the client's name. */
  nameForm: string
  dateForm: string
  figures: FigureStyle
  /** Prints an open lower end as zero. */
  fromZero: boolean
  capitals: boolean
  flags: Record<Side, string>
  /** Which of a unit's forms. */
  unitForm: number
  /** Lines of one marker, the name's piece first. */
  row(parts: RowParts, draw: Draw): Piece[]
  /** All names first, then all values: what an extraction makes of wide columns. */
  byColumn?: boolean
  comments: boolean
}

export type RowParts = {
  result: Result
  name: Piece
  value: Piece
  unit: Piece
  range: Piece[]
  flag: string
  /** Value and day of the last report, where it is printed. */
  last: { value: Piece; day: Piece } | null
}

/** Chooses how the lab prints this report: zero ends are settled before any text is written. */
export function settled(report: Report, lab: Lab): Report {
  return {
    ...report,
    results: report.results.map((one) => ({
      ...one,
      fromZero: lab.fromZero && one.low === null && one.high !== null,
    })),
  }
}
