import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"

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
}

function sideOf({ value, low, high }: DraftBiomarker): BiomarkerView["side"] {
  const number =
    typeof value === "number" ? value : value.trim() === "" ? Number.NaN : Number(value)
  if (!Number.isFinite(number) || (low === undefined && high === undefined)) return null
  if (low !== undefined && number < low) return "low"
  if (high !== undefined && number > high) return "high"
  return "in range"
}

function rangeOf({ low, high }: DraftBiomarker): string {
  if (low !== undefined && high !== undefined) return `${low} to ${high}`
  if (low !== undefined) return `from ${low}`
  return high === undefined ? "" : `up to ${high}`
}

/** The markers of a draft's source, in the report's order. */
export function biomarkerViews(biomarkers: DraftBiomarker[]): BiomarkerView[] {
  return biomarkers.map((marker, index) => ({
    id: String(index),
    name: marker.name,
    value: String(marker.value),
    unit: marker.unit ?? "",
    range: rangeOf(marker),
    side: sideOf(marker),
  }))
}
