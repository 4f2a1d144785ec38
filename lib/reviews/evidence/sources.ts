import "server-only"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { type DocumentText, pagesRead, readDocumentText } from "../document-text.ts"
import { findDraft } from "../draft-row.ts"
import { dateOrderOf } from "./clinic-dates.ts"
import type { EvidenceSources } from "./types.ts"

/** A draft's sources, and how far its document could be read. */
export type DraftEvidence = {
  sources: EvidenceSources
  /** none: the draft names no document. The others as they are read. */
  documentState: DocumentText["state"] | "none"
}

async function clientOf(
  contactId: string,
  signal: AbortSignal,
): Promise<EvidenceSources["client"]> {
  try {
    const { name, dateOfBirth } = await ghl().getContact(contactId, { signal })
    return { name: name || null, birthDate: dateOfBirth }
  } catch (error) {
    if (error instanceof GhlError) return { name: null, birthDate: null }
    throw error
  }
}

/**
 * What a draft's texts are held against: its biomarkers and source text, its document's pages, and the
 * client as GHL has them. Null when there is no such draft. While GHL is down, the pipeline's part stands.
 */
export async function evidenceSourcesOf(
  db: Db,
  draftId: string,
  signal: AbortSignal,
): Promise<DraftEvidence | null> {
  const row = await findDraft(db, draftId)
  if (!row) return null
  const { documentId, text, biomarkers } = row.source
  const [client, document] = await Promise.all([
    clientOf(row.contactId, signal),
    documentId ? readDocumentText(row.contactId, documentId, signal) : null,
  ])
  return {
    sources: {
      biomarkers: biomarkers ?? [],
      sourceText: text ?? "",
      documentPages: pagesRead(document),
      client,
      dateOrder: dateOrderOf(env().CLINIC_TIME_ZONE),
    },
    documentState: document?.state ?? "none",
  }
}
