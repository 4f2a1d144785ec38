import type { CriticalValue, DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { CRITICAL_LIMITS, type CriticalLimit } from "./critical-limits.ts"
import { markerKey, unitKey } from "./marker-names.ts"

/** A way to read a unit: the value in the limits' unit, and a limit in this one. */
type Reading = { to: (value: number) => number; from: (limit: number) => number }

type Judge = { limit: CriticalLimit; readings: Map<string, Reading> }

const byFactor = (factor: number): Reading => ({
  to: (value) => value * factor,
  from: (limit) => limit / factor,
})

function judgeOf(limit: CriticalLimit): Judge {
  const readings = new Map<string, Reading>([[unitKey(limit.unit), byFactor(1)]])
  for (const [unit, factor] of Object.entries(limit.also)) {
    readings.set(unitKey(unit), byFactor(factor))
  }
  for (const [unit, reading] of Object.entries(limit.convert ?? {})) {
    readings.set(unitKey(unit), reading)
  }
  return { limit, readings }
}

const JUDGES = new Map<string, Judge>(
  CRITICAL_LIMITS.flatMap((limit) => {
    const judge = judgeOf(limit)
    return [limit.marker, ...limit.aliases].map((name) => [markerKey(name), judge] as const)
  }),
)

/** A value as a report prints it; `bound` when only a side is known: `above` for `>1000`, `below` for `<0.5`. */
type Reported = { number: number; bound: "above" | "below" | null }

const REPORTED =
  /^\s*(?<sign>[<>≤≥]=?)?\s*(?<number>[+-]?\d[\d.,\s]*?)\s*(?:\*+|[hl]{1,2}|high|low|critical)?\s*$/i

/** Reads `6.9`, `6,9`, `1,200`, `6.9 H`, `>1000`. Null where there is no number. */
export function reportedValue(value: number | string): Reported | null {
  if (typeof value === "number")
    return Number.isFinite(value) ? { number: value, bound: null } : null
  const { sign = "", number = "" } = REPORTED.exec(value)?.groups ?? {}
  const digits = number.replace(/\s/g, "")
  const thousands = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(digits)
  const plain = thousands ? digits.replaceAll(",", "") : digits.replace(",", ".")
  if (plain === "" || !Number.isFinite(Number(plain))) return null
  const bound = /[>≥]/.test(sign) ? "above" : /[<≤]/.test(sign) ? "below" : null
  return { number: Number(plain), bound }
}

/** As many digits as a limit has a use for. */
const rounded = (value: number) => Number(value.toPrecision(3))

/** Limits with a rounding error of a conversion's size count as reached. */
const TOLERANCE = 1e-9

function sideOf(
  { number, bound }: Reported,
  { low, high }: CriticalLimit,
): CriticalValue["side"] | null {
  if (low !== undefined && bound !== "above" && number <= low * (1 + TOLERANCE)) return "low"
  if (high !== undefined && bound !== "below" && number >= high * (1 - TOLERANCE)) return "high"
  return null
}

function judged(marker: DraftBiomarker): CriticalValue | null {
  const judge = JUDGES.get(markerKey(marker.name))
  const reported = reportedValue(marker.value)
  if (!judge || reported === null || reported.number < 0) return null
  const unit = marker.unit?.trim() ?? ""
  const given = judge.readings.get(unitKey(unit))
  // Without a unit, only what is critical in every unit it may be in; in an unknown unit, nothing.
  const possible = given ? [given] : unit === "" ? [...judge.readings.values()] : []
  const sides = new Set(
    possible.map((reading) =>
      sideOf({ ...reported, number: reading.to(reported.number) }, judge.limit),
    ),
  )
  const [side] = sides
  if (sides.size !== 1 || !side) return null
  const limit = side === "low" ? judge.limit.low : judge.limit.high
  const [reading] = possible
  if (limit === undefined || !reading) return null
  return {
    name: marker.name,
    value: reported.number,
    unit,
    side,
    limit: rounded(reading.from(limit)),
  }
}

/** The markers at or beyond their critical limits, in the report's order. */
export function criticalValues(biomarkers: readonly DraftBiomarker[]): CriticalValue[] {
  return biomarkers.flatMap((marker) => judged(marker) ?? [])
}
