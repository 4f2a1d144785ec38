import type { Facts, MarkerFacts } from "./facts.ts"
import type { MarkerItem } from "./items.ts"

/** The markers that a phrase speaks of; `guess`: which ones is not certain. */
export type Subjects = { markers: MarkerFacts[]; guess: boolean }

/** What the sources have of a marker, likeliest meaning first; one entry at most. */
export const knownMarker = (facts: Facts, marker: MarkerItem): MarkerFacts[] => {
  const found = marker.ids.flatMap((id) => facts.markers.get(id) ?? [])
  return found.slice(0, 1)
}
