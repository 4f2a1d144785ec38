import "server-only"
import type { DocumentUnread } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { heldWhenDecided } from "./decision/held-when-decided.ts"
import { findingsOf, sourcesOf, tellsNothing } from "./decision/sources.ts"
import { type DraftTexts, findDraft } from "./draft-row.ts"
import type { EvidenceFinding, EvidencePlace } from "./evidence/types.ts"

/** A place as the page lights it up. */
export type PlaceView =
  | Exclude<EvidencePlace, { source: "document" }>
  /** The `nth` time, from 0, that `quote` stands on the page; spaces do not count. */
  | { source: "document"; page: number; quote: string; nth: number }

export type FindingView = Omit<EvidenceFinding, "places"> & { places: PlaceView[] }

export type EvidenceView = {
  summary: FindingView[]
  analysis: FindingView[]
  /** Why the document, or a part of it, could not be read; null when it was read, or there is none. */
  documentUnread: DocumentUnread | null
  /** There is nothing to compare the draft with. */
  nothing: boolean
}

const squeezed = (text: string) => text.replace(/\s+/g, "")

function placeView(place: EvidencePlace, pages: readonly string[]): PlaceView {
  if (place.source !== "document") return place
  const text = pages[place.page - 1] ?? ""
  const quote = squeezed(text.slice(place.start, place.end))
  // The browser's text layer breaks lines where it likes, so places are told by count.
  const before = squeezed(text.slice(0, place.start))
  let nth = 0
  for (let at = before.indexOf(quote); quote && at >= 0; at = before.indexOf(quote, at + 1)) nth++
  return { source: "document", page: place.page, quote, nth }
}

/**
 * What the sources say of these texts of a draft; null when there is no such draft. `chosen`: for text
 * found in GHL, the client's document on the reviewer's screen.
 */
export async function evidenceFor(
  db: Db,
  draftId: string,
  texts: DraftTexts,
  chosen?: string,
): Promise<EvidenceView | null> {
  const row = await findDraft(db, draftId)
  if (!row) return null
  const { sources, documentUnread } = await sourcesOf(db, row, {
    chosen: chosen ?? (await heldWhenDecided(db, row)) ?? undefined,
  })
  const of = (text: string) =>
    findingsOf(text, sources).map((finding) => ({
      ...finding,
      places: finding.places.map((place) => placeView(place, sources.documentPages)),
    }))
  return {
    summary: of(texts.summary),
    analysis: of(texts.analysis),
    documentUnread,
    nothing: tellsNothing(sources),
  }
}
