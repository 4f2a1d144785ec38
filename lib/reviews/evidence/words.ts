import { likeness } from "./compare.ts"
import type { Facts, MarkerFacts } from "./facts.ts"
import type { NumberItem } from "./items.ts"
import type { EvidencePlace, EvidenceSources } from "./types.ts"

/** How sources are quoted in messages: as they are written there. */
export type Quote = (place: EvidencePlace, part?: "range") => string

/** Without the cells, keys and spaces of a table: `5.6","unit":"%` is 5.6 %. */
const plain = (written: string) =>
  written.replace(/[\s|"]*","(?:units?":")?|[\s|]+|(?<=\d),(?=[^\d])/g, " ").trim()

/** Quotes places of the sources. */
export function quoter(sources: EvidenceSources): Quote {
  return (place, part) => {
    if (place.source === "text") return plain(sources.sourceText.slice(place.start, place.end))
    if (place.source === "document") {
      return plain((sources.documentPages[place.page - 1] ?? "").slice(place.start, place.end))
    }
    const marker = sources.biomarkers[place.index]
    if (!marker) return ""
    const unit = marker.unit ?? ""
    if (part !== "range") return [marker.value, unit].filter((one) => one !== "").join(" ")
    const { low, high } = marker
    const bounds =
      low !== undefined && high !== undefined
        ? `${low} to ${high}`
        : low !== undefined
          ? `from ${low}`
          : `up to ${high}`
    return [bounds, unit].filter(Boolean).join(" ")
  }
}

/** Places once each, biomarkers first, then the source text, then the document. */
export function placesOf(...places: (EvidencePlace | EvidencePlace[])[]): EvidencePlace[] {
  const once = new Map<string, EvidencePlace>()
  for (const place of places.flat()) {
    const key =
      place.source === "biomarker"
        ? `b${place.index}`
        : place.source === "text"
          ? `t${place.start}`
          : `d${place.page} ${place.start}`
    once.set(key, once.get(key) ?? place)
  }
  return [...once.values()]
    .sort((one, other) => ORDER[one.source] - ORDER[other.source])
    .slice(0, 12)
}
const ORDER = { biomarker: 0, text: 1, document: 2 }

/** `178 mg/dL`, or `178 mg/dL or 180 mg/dL` where the report names a marker twice. */
export function listed(quotes: string[]): string {
  const once = [...new Set(quotes)].slice(0, 3)
  return once.length < 2 ? once.join("") : `${once.slice(0, -1).join(", ")} or ${once.at(-1)}`
}

/** Another marker of the report whose present value is this number in this unit, if there is one. */
export function ownerOf(
  facts: Facts,
  item: NumberItem,
  not: MarkerFacts | null,
): MarkerFacts | null {
  const same = (marker: MarkerFacts) =>
    marker.values.some(({ number }) => likeness(item, number, marker.id) === "same")
  return facts.owners.get(item.value)?.find((marker) => marker !== not && same(marker)) ?? null
}
