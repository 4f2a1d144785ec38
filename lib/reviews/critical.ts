import type { CriticalValue, DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { CRITICAL_LIMITS, type CriticalLimit } from "./critical-limits.ts"
import { markerKey, unitKey } from "./marker-names.ts"
import { type Reported, reportedValue } from "./reported-value.ts"

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

/** The limits of a marker by its name, also where another of its names stands in brackets. */
function judgeNamed(name: string): Judge | undefined {
  const judge = JUDGES.get(markerKey(name))
  const { outer, inner } = /^(?<outer>[^()]+)\((?<inner>[^()]+)\)\s*$/.exec(name)?.groups ?? {}
  if (judge || outer === undefined || inner === undefined) return judge
  const named = JUDGES.get(markerKey(outer))
  // Other words there may say that it is another thing, such as `urine`.
  return named === JUDGES.get(markerKey(inner)) ? named : undefined
}

/** The marker of the limits that a name stands for; null where the limits have none. */
export const limitedMarker = (name: string): string | null => judgeNamed(name)?.limit.marker ?? null

/** The unit of a value: the one printed with it, else that of its marker. Null where a second number makes it unclear. */
function unitOf({ rest }: Reported, unit: string, { readings }: Judge): string | null {
  if (rest === "" || readings.has(unitKey(rest))) return rest || unit
  if (/\d/.test(rest)) return null
  return unit || rest
}

function judged(marker: DraftBiomarker): CriticalValue | null {
  const judge = judgeNamed(marker.name)
  const reported = reportedValue(marker.value)
  if (!judge || reported === null || reported.number < 0) return null
  const unit = unitOf(reported, marker.unit?.trim() ?? "", judge)
  if (unit === null) return null
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
