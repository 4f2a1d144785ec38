import { inUnitOf, likeness, measuredOf } from "./compare.ts"
import type { MarkerFacts } from "./facts.ts"
import { type NumberItem, signOf } from "./items.ts"
import type { Reading } from "./reading.ts"

/**
 * The number that the one at item `at` repeats in another unit, where it does not come to the same:
 * `176 mg/dL (4.15 mmol/L)`. Null where it repeats none, is right, or is the marker's value itself.
 */
export function wronglyConverted(
  { items }: Reading,
  at: number,
  item: NumberItem,
  marker: MarkerFacts,
): NumberItem | null {
  const before = items[at - 2]
  if (signOf(items[at - 1]) !== "(" || signOf(items[at + 1]) !== ")") return null
  if (before?.type !== "number" || before.comparison || item.comparison) return null
  if (!before.unit || !item.unit || before.unit.dimension === item.unit.dimension) return null
  // Of units that nobody knows to convert for it, the bracket may hold anything.
  if (inUnitOf(item, measuredOf(before), marker.id) === null) return null
  if (likeness(item, measuredOf(before), marker.id) === "same") return null
  const own = marker.values.some(({ number }) => likeness(item, number, marker.id) === "same")
  return own ? null : before
}
