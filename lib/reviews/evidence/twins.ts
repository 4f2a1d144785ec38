import { add, addFlag, addMention, boundsKey, statedKey } from "./adding.ts"
import type { Facts, MarkerFacts } from "./facts.ts"
import { STANDS_FOR } from "./marker-names.ts"

/** `Glucose` of the list and `GLUCOSE, FASTING` of the document are one marker where no value differs. */
export function mergeTwins(facts: Facts): void {
  for (const [id, others] of Object.entries(STANDS_FOR)) {
    const own = facts.markers.get(id)
    for (const other of others) {
      const twin = facts.markers.get(other)
      if (!own || !twin || twin === own || !mayBeOne(own, twin)) continue
      const [first, second] = twin.values.length > own.values.length ? [twin, own] : [own, twin]
      for (const one of second.values) add(first.values, one, statedKey)
      for (const one of second.earlier) add(first.earlier, one, statedKey)
      for (const one of second.beside) add(first.beside, one, statedKey)
      for (const one of second.ranges) add(first.ranges, one, boundsKey)
      for (const place of second.mentions) addMention(first, place)
      for (const flag of second.flags) addFlag(first, flag)
      facts.markers.set(id, first)
      facts.markers.set(other, first)
    }
  }
}

const mayBeOne = (one: MarkerFacts, other: MarkerFacts) =>
  one.values.length === 0 ||
  other.values.length === 0 ||
  one.values.some(({ number }) => other.values.some((twin) => twin.number.value === number.value))

/** A marker has one unit: what stands without one, in a list or a table, is in that of the others. */
export function lendUnit(marker: MarkerFacts): void {
  const known = [...marker.values, ...marker.earlier].find(({ number }) => number.unit)
  const unit = known?.number.unit ?? marker.ranges.find(({ high }) => high?.unit)?.high?.unit
  if (!unit) return
  for (const { number } of [...marker.values, ...marker.earlier, ...marker.beside])
    number.unit ??= unit
  for (const { low, high } of marker.ranges) {
    if (low) low.unit ??= high?.unit ?? unit
    if (high) high.unit ??= unit
  }
}
