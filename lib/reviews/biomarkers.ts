import type { CriticalValue, DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { unitKey } from "./marker-names.ts"
import { type Reported, reportedValue } from "./reported-value.ts"

/** A biomarker as the review page shows it. */
export type BiomarkerView = {
  /** Its place in the list: a report may name a marker twice. */
  id: string
  name: string
  value: string
  unit: string
  /** Such as `70 to 99`; empty when the report gave none. */
  range: string
  /** Against the range; null when there is no range or the value is no number. */
  side: "low" | "high" | "in range" | null
  /** Beyond its critical limit when the draft came in. */
  critical: boolean
  /** Where to draw the value in its range; null where either is not known. */
  bar: RangeBar | null
  /** Values of earlier reports, newest first. */
  previous: { value: string; day: string | null }[]
  /** Against the newest earlier value. */
  trend: "rose" | "fell" | "unchanged" | null
}

/** Parts of a bar's width, 0 to 1: the reference range, and the value, which may be clamped to an end. */
type RangeBar = { from: number; to: number; value: number }

/** A marker's number as its range and its earlier values count it; null where it is in another unit, or no number. */
function read(value: number | string, unit = ""): Reported | null {
  const reported = reportedValue(value)
  if (!reported) return null
  const { rest } = reported
  return rest === "" || unitKey(rest) === unitKey(unit) || (unit === "" && !/\d/.test(rest))
    ? reported
    : null
}

/** Where only one side of a value is known, it is beyond a limit, or within, only as far as that says. */
function sideOf({ value, unit, low, high }: DraftBiomarker): BiomarkerView["side"] {
  const reported = read(value, unit)
  if (!reported || (low === undefined && high === undefined)) return null
  const { number, bound } = reported
  if (bound === "below") {
    if (low !== undefined) return number <= low ? "low" : null
    return number <= (high ?? 0) ? "in range" : null
  }
  if (bound === "above") {
    if (high !== undefined) return number >= high ? "high" : null
    return number >= (low ?? 0) ? "in range" : null
  }
  if (low !== undefined && number < low) return "low"
  if (high !== undefined && number > high) return "high"
  return "in range"
}

function rangeOf({ low, high }: DraftBiomarker): string {
  if (low !== undefined && high !== undefined) return `${low} to ${high}`
  if (low !== undefined) return `from ${low}`
  return high === undefined ? "" : `up to ${high}`
}

const clamp = (part: number) => Math.min(1, Math.max(0, part))

/** The range takes the middle half of the bar; an open end reaches the bar's end. */
function barOf(marker: DraftBiomarker): RangeBar | null {
  const { value, unit, low, high } = marker
  const reported = read(value, unit)
  if (!reported || (reported.bound !== null && sideOf(marker) === null)) return null
  const { number } = reported
  if (low !== undefined && high !== undefined) {
    if (high <= low) return null
    const at = (number - low) / (high - low)
    return { from: 0.25, to: 0.75, value: clamp(0.25 + at / 2) }
  }
  if (high !== undefined && high > 0)
    return { from: 0, to: 0.6, value: clamp((number / high) * 0.6) }
  if (low !== undefined && low > 0) return { from: 0.4, to: 1, value: clamp((number / low) * 0.4) }
  return null
}

function trendOf({ value, unit, previous }: DraftBiomarker): BiomarkerView["trend"] {
  const now = read(value, unit)
  const before = read(previous?.[0]?.value ?? "", unit)
  if (!now || !before || now.bound !== null || before.bound !== null) return null
  if (now.number === before.number) return "unchanged"
  return now.number > before.number ? "rose" : "fell"
}

/** The markers of a draft's source, in the report's order. */
export function biomarkerViews(
  biomarkers: DraftBiomarker[],
  critical: readonly CriticalValue[] = [],
): BiomarkerView[] {
  return biomarkers.map((marker, index) => ({
    id: String(index),
    name: marker.name,
    value: String(marker.value),
    unit: marker.unit ?? "",
    range: rangeOf(marker),
    side: sideOf(marker),
    critical: critical.some(
      ({ name, value }) => name === marker.name && value === reportedValue(marker.value)?.number,
    ),
    bar: barOf(marker),
    previous: (marker.previous ?? []).map(({ value, day }) => ({
      value: String(value),
      day: day ?? null,
    })),
    trend: trendOf(marker),
  }))
}
