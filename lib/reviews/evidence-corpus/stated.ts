import type { EvidenceSources } from "#lib/reviews/evidence/types.ts"
import type { Written } from "./labs/print.ts"
import type { Mark } from "./pieces.ts"
import type { Report } from "./report.ts"

/**
 * Which facts stand in a source: `value:ldl`, `value:ldl:0` for the newest earlier one, `unit:ldl`,
 * `range:ldl`, `dose:d3`, `date:collected`, `client`, `age`.
 */
export type Stated = {
  has(fact: string): boolean
  /** Whether one source holds every marker: only then may its markers be counted. */
  complete: boolean
}

/** The fact that a mark tells, or null when it tells none of the sources'. */
export function factOf(mark: Mark): string | null {
  switch (mark.role) {
    case "value":
      return mark.earlier === null ? `value:${mark.marker}` : `value:${mark.marker}:${mark.earlier}`
    case "day":
      return `value:${mark.marker}:${mark.earlier}`
    case "unit":
      return `unit:${mark.marker}`
    case "bound":
      return `range:${mark.marker}`
    case "date":
      return `date:${mark.date}`
    case "client":
      return "client"
    case "vital":
      return `vital:${mark.vital}`
    case "dose":
      return `dose:${mark.dose}`
    case "age":
      return "age"
    default:
      return null
  }
}

/** Reads the facts off what was written, not off what was meant to be. */
export function statedBy(
  report: Report,
  sources: EvidenceSources,
  markerOf: (string | null)[],
  written: { text: Written | null; pages: Written[] },
): Stated {
  const facts = new Set<string>()
  for (const { spans } of [...(written.text ? [written.text] : []), ...written.pages])
    for (const { mark } of spans) {
      const fact = factOf(mark)
      if (fact) facts.add(fact)
    }
  for (const [at, marker] of sources.biomarkers.entries()) {
    const id = markerOf[at]
    if (!id) continue
    facts.add(`value:${id}`)
    if (marker.unit) facts.add(`unit:${id}`)
    if (marker.low !== undefined || marker.high !== undefined) facts.add(`range:${id}`)
    for (const [earlier] of (marker.previous ?? []).entries()) facts.add(`value:${id}:${earlier}`)
  }
  if (sources.client.name) facts.add("client")
  if (sources.client.birthDate) facts.add("date:birth")
  const sent = markerOf.filter((id) => id !== null).length
  return {
    has: (fact) => facts.has(fact),
    complete: sent === report.results.length || sources.biomarkers.length === 0,
  }
}
