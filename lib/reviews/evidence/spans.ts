import { type Judgement, told } from "./claims.ts"
import { inUnitOf } from "./compare.ts"
import { roleOf, wordsBefore } from "./context.ts"
import type { MarkerFacts, Stated } from "./facts.ts"
import type { NumberItem, RangeItem } from "./items.ts"
import type { Reading } from "./reading.ts"
import { listed, placesOf, type Quote } from "./words.ts"

/** `LDL is between`, `the value was somewhere from`: right behind a marker, and nothing else before. */
const SAID =
  /^(?:(?:levels?|values?|results?|reading|count|score|cholesterol) )?(?:is|was|are|were|lies|lay|sits|sat|stands|stood|reads|remains|remained|measured|measures|came in|came back|runs|ran)(?: (?:now|currently|still|about|around|roughly|approximately|somewhere|anywhere|in|at|well))*(?: between| from)?$/
const OF_A_RANGE =
  /(?:^| )(?:ranges?|reference|ref|normal|norm|limits?|interval|targets?|goals?|ideal|optimal|recommended|desirable|expected|zone|should)(?: |$)/

/**
 * A span that is said to hold a marker's value (`LDL is between 120 and 140`), which is no claim about its
 * range; null where the words claim no such thing, or no value is known.
 */
export function judgeSpan(
  reading: Reading,
  at: number,
  item: RangeItem,
  { low, high }: { low: NumberItem; high: NumberItem },
  marker: MarkerFacts,
  quote: Quote,
): Judgement | null {
  if (!SAID.test(wordsBefore(reading, at)) || OF_A_RANGE.test(wordsBefore(reading, at, true)))
    return null
  const known = roleOf(reading, at, item) === "earlier" ? marker.earlier : marker.values
  const holds = ({ number }: Stated) => {
    const [from, to] = [low, high].map((end) => ({ end, size: inUnitOf(end, number, marker.id) }))
    if (!from || !to || from.size === null || to.size === null || number.comparison) return false
    return from.size >= from.end.value && to.size <= to.end.value
  }
  const inside = known.filter(holds)
  const kind = item.unit?.dimension === "percent" ? "percentage" : "value"
  if (inside.length > 0) return told(kind, marker, inside, quote)
  if (known.length === 0) return null
  return {
    kind,
    verdict: "contradicted",
    places: placesOf(known.map(({ place }) => place)),
    message: `The report has ${listed(known.slice(0, 3).map(({ place }) => quote(place)))} for ${marker.name}.`,
  }
}
