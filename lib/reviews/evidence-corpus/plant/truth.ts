import { rounded, sameNumber } from "../figures.ts"
import type { Report } from "../report.ts"

/** Every number that the report says of a marker, in both systems of units. */
function numbersOf(report: Report, marker: string): number[] {
  const result = report.results.find((one) => one.marker.id === marker)
  if (!result) return []
  const own = [result.number, ...result.earlier.map((one) => one.number), result.low, result.high]
    .filter((one) => one !== null)
    .concat(result.fromZero ? [0] : [])
  // `platelets of 250,000`: thousands of cells are said in full too.
  const inFull = result.unit === "10^3/uL" ? own.map((one) => 1000 * one) : []
  const { other } = result.marker
  if (!other) return [...own, ...inFull]
  const inOther = result.unit === other.unit
  const turned = own.map((one) =>
    inOther
      ? rounded((one - other.offset) / other.factor, result.marker.digits)
      : rounded(one * other.factor + other.offset, other.digits),
  )
  return [...own, ...inFull, ...turned]
}

/** Whether a number said of this marker would be true in some way: no error then. */
export function couldBeTrue(report: Report, marker: string, number: number): boolean {
  return numbersOf(report, marker).some((one) => sameNumber(one, number))
}
