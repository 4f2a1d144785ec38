import type { Measured } from "./compare.ts"
import type { Bounds, MarkerFacts, Stated } from "./facts.ts"
import type { EvidencePlace } from "./types.ts"

// A long document repeats itself: so many places are enough for any claim, and keep the check quick.
export const MAX_ALIKE = 4
const MAX_LISTED = 40

/** Adds what is not there `MAX_ALIKE` times already, as `key` tells it apart. */
export function add<T extends { place: EvidencePlace }>(
  list: T[],
  one: T,
  key: (one: T) => string,
): void {
  if (list.length >= MAX_LISTED && one.place.source !== "biomarker") return
  const own = key(one)
  const alike = list.filter(
    (other) => other.place.source === one.place.source && key(other) === own,
  )
  if (alike.length < MAX_ALIKE) list.push(one)
}

const keyOf = ({ value, unit, comparison }: Measured) =>
  `${comparison ?? ""}${value} ${unit?.dimension} ${unit?.factor}`

/** Tells a value with its day apart from others. */
export const statedKey = ({ number, day }: Stated) =>
  `${keyOf(number)} ${day?.year} ${day?.month} ${day?.day}`

/** Tells a reference range apart from others. */
export const boundsKey = ({ low, high }: Bounds) => `${low && keyOf(low)} ${high && keyOf(high)}`

/** Adds a place where the marker is named, as far as `MAX_ALIKE` of each source. */
export function addMention(own: MarkerFacts, place: EvidencePlace): void {
  const alike = own.mentions.filter(({ source }) => source === place.source)
  if (alike.length < MAX_ALIKE) own.mentions.push(place)
}

/** Adds H or L as a report prints it, once. */
export function addFlag(own: MarkerFacts, flag: "high" | "low"): void {
  if (!own.flags.includes(flag)) own.flags.push(flag)
}

/** All that is said of a marker so far; nothing yet where it was not met before. */
export function factsOf(markers: Map<string, MarkerFacts>, id: string, name: string): MarkerFacts {
  let facts = markers.get(id)
  if (!facts) {
    facts = {
      id,
      name,
      values: [],
      words: [],
      earlier: [],
      beside: [],
      ranges: [],
      flags: [],
      mentions: [],
    }
    markers.set(id, facts)
  }
  return facts
}

/** Adds to a list of a map, as far as `MAX_LISTED`. */
export function index<T>(map: Map<number, T[]>, key: number, one: T): void {
  const all = map.get(key)
  if (!all) map.set(key, [one])
  else if (all.length < MAX_LISTED) all.push(one)
}
