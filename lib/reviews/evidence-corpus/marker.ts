export type Sex = "f" | "m"

/** Lower and upper end; null where the range is open. */
export type Range = [low: number | null, high: number | null]

export const SYSTEMS = [
  "Lipids",
  "Blood sugar",
  "Liver",
  "Kidneys and electrolytes",
  "Blood count",
  "Thyroid",
  "Hormones",
  "Iron",
  "Vitamins and minerals",
  "Inflammation",
] as const

export type System = (typeof SYSTEMS)[number]

export type Marker = {
  id: string
  system: System
  /** Names on lab reports. */
  printed: string[]
  /** Names in prose. */
  spoken: string[]
  unit: string
  digits: number
  range: Record<Sex, Range>
  /** Where values of real people fall: low and high end. */
  spread: [number, number]
  /** The same in the other system of units: `value × factor + offset`. */
  other?: { unit: string; factor: number; offset: number; digits: number }
  /** What a value beyond its range may point to. */
  concern: { high?: string; low?: string }
}

type More = {
  m?: Range
  /** Unit, factor, digits and offset. */
  other?: [unit: string, factor: number, digits: number, offset?: number]
  high?: string
  low?: string
}

/** One row of the catalogue; names are parted by `;`, printed ones before the bar. */
export function marker(
  system: System,
  id: string,
  names: string,
  unit: string,
  digits: number,
  range: Range,
  spread: [number, number],
  { m = range, other, high, low }: More = {},
): Marker {
  const [printed = [], spoken = []] = names.split("|").map((part) => part.split(";"))
  return {
    id,
    system,
    printed,
    spoken,
    unit,
    digits,
    range: { f: range, m },
    spread,
    other: other && { unit: other[0], factor: other[1], digits: other[2], offset: other[3] ?? 0 },
    concern: { high, low },
  }
}
