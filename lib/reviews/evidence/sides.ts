import { inUnitOf, type Measured } from "./compare.ts"
import type { Bounds, Facts, MarkerFacts } from "./facts.ts"
import type { Side } from "./phrase-words.ts"

function sideIn(value: Measured, bounds: Bounds, marker: string): Side | null {
  const unit = bounds.high?.unit ?? bounds.low?.unit ?? value.unit
  const size = inUnitOf(unit ? { unit } : {}, value, marker)
  if (size === null) return null
  const { low, high, strict } = bounds
  if (strict && !value.comparison && (size === high?.value || size === low?.value)) {
    return high ? "high" : "low"
  }
  // `<0.5` is below 0.5, `>90` above 90: it lies on a side only where the limit leaves no doubt.
  if (high && (value.comparison?.startsWith(">") ? size >= high.value : size > high.value))
    return "high"
  if (
    low &&
    (value.comparison?.startsWith("<") ? size <= low.value && low.value > 0 : size < low.value)
  )
    return "low"
  return "within"
}

const known = new WeakMap<MarkerFacts, Side[]>()

/** Where the marker's present values lie; empty when the sources have no range or no value. */
export function sidesOfMarker(marker: MarkerFacts): Side[] {
  let sides = known.get(marker)
  if (!sides) {
    sides = readSides(marker)
    known.set(marker, sides)
  }
  return sides
}

/** Where its earlier values lay. */
export function sidesBefore(marker: MarkerFacts): Side[] {
  const sides = marker.earlier.flatMap(({ number }) =>
    marker.ranges.flatMap((bounds) => sideIn(number, bounds, marker.id) ?? []),
  )
  return [...new Set(sides)]
}

function readSides(marker: MarkerFacts): Side[] {
  const places = (source: "biomarker" | null) =>
    marker.values
      .filter(({ place }) => source === null || place.source === source)
      .flatMap(({ number }) =>
        marker.ranges
          .filter(({ place }) => source === null || place.source === source)
          .flatMap((bounds) => sideIn(number, bounds, marker.id) ?? []),
      )
  const own = places("biomarker")
  const all = own.length > 0 ? own : places(null)
  // What the lab itself flags may stand beside what the ranges say, where only its text is known.
  return [...new Set(own.length > 0 ? own : [...all, ...marker.flags])]
}

/** How many biomarkers lie on each side; `unknown` have no range or no number. */
export function tally(facts: Facts): Record<Side | "unknown" | "total", number> {
  const answer = { low: 0, within: 0, high: 0, unknown: 0, total: facts.order.length }
  const seen = new Map<string, number>()
  for (const id of facts.order) {
    const marker = facts.markers.get(id)
    const index = seen.get(id) ?? 0
    seen.set(id, index + 1)
    const sides = marker ? sidesOfMarker(marker) : []
    // A marker that the report names twice may lie on two sides: each naming counts once.
    const side = sides[Math.min(index, sides.length - 1)]
    answer[side ?? "unknown"] += 1
  }
  return answer
}
