import "server-only"
import type { DocumentUnread } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { log } from "#lib/log.ts"
import { documentHeld } from "../document-held.ts"
import type { DraftRow } from "../draft-row.ts"
import { checkEvidence } from "../evidence/check.ts"
import { dateOrderOf } from "../evidence/clinic-dates.ts"
import { evidenceSourcesOf, type Held } from "../evidence/sources.ts"
import type { EvidenceFinding, EvidenceSources } from "../evidence/types.ts"

/** A document that is slow to come must not keep anybody waiting: then markers and source text count alone. */
const DOCUMENT_MS = 8_000

export type CheckedSources = {
  sources: EvidenceSources
  /** The document that is one of them, or would be if it could be read; null when there is none. */
  documentId: string | null
  /** Why it, or a part of it, could not be read now; null when it was read, or there is none. */
  documentUnread: DocumentUnread | null
}

/** What a draft names itself, without GHL. */
const withoutGhl = (row: DraftRow): EvidenceSources => ({
  biomarkers: row.source.biomarkers ?? [],
  sourceText: row.source.text ?? "",
  documentPages: [],
  client: { name: null, birthDate: null },
  dateOrder: dateOrderOf(env().CLINIC_TIME_ZONE),
})

/**
 * What a draft is held against. Never fails and never waits long: what could not be read is left out,
 * and said. Document and contact are kept for a minute where they are read, so it may be called often.
 */
export async function sourcesOf(
  db: Db,
  row: DraftRow,
  held: Held = {},
  withinMs = DOCUMENT_MS,
): Promise<CheckedSources> {
  const limit = AbortSignal.timeout(withinMs)
  const late = new Promise<"late">((resolve) => {
    limit.addEventListener("abort", () => resolve("late"))
  })
  const found = await Promise.race([evidenceSourcesOf(db, row.id, limit, held), late]).catch(
    (error) => {
      log.warn({ err: error, draftId: row.id }, "evidence could not be read")
      return "unreadable" as const
    },
  )
  if (found === null || typeof found === "string") {
    const documentId = held.found
      ? documentHeld(row, held.found, held.chosen)
      : (row.source.documentId ?? null)
    // On whom text was found may have a document, as long as nobody could look.
    const hasOne = documentId !== null || (row.origin === "watch" && !held.found)
    const documentUnread = hasOne ? (found ?? "unreadable") : null
    return { sources: withoutGhl(row), documentId, documentUnread }
  }
  const { sources, documentId, documentState } = found
  const read = documentState === "read" || documentState === "none"
  return { sources, documentId, documentUnread: read ? null : documentState }
}

/**
 * Whether a document could not be read just now: its text may say otherwise the next moment, and may have
 * been on the person's screen the moment before. A scan stays one, and is only told of.
 */
export const isUnreadNow = (why: DocumentUnread | null | undefined): boolean =>
  why === "late" || why === "unreadable"

/** There is nothing that tells values: as a rule text found in GHL, on a client without a document. */
export const tellsNothing = ({ biomarkers, sourceText, documentPages }: EvidenceSources): boolean =>
  biomarkers.length === 0 &&
  sourceText.trim() === "" &&
  documentPages.every((page) => page.trim() === "")

/** What the sources say of a text. Where they tell nothing, that nothing was found says nothing. */
export function findingsOf(text: string, sources: EvidenceSources): EvidenceFinding[] {
  const findings = checkEvidence(text, sources)
  return tellsNothing(sources)
    ? findings.filter(({ verdict }) => verdict === "supported" || verdict === "contradicted")
    : findings
}
