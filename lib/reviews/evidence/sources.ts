import "server-only"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { Contact } from "#lib/ghl/types.ts"
import { type DraftContact, readDraftContact } from "../contact-of-draft.ts"
import { documentHeld } from "../document-held.ts"
import { type DocumentText, pagesRead, readDocumentText } from "../document-text.ts"
import { type DraftRow, findDraft } from "../draft-row.ts"
import { dateOrderOf } from "./clinic-dates.ts"
import type { EvidenceSources } from "./types.ts"

/** A draft's sources, and how far its document could be read. */
export type DraftEvidence = {
  sources: EvidenceSources
  /** The document among them: the one the draft names or, for text found in GHL, the client's own. */
  documentId: string | null
  /**
   * none: there is no document. unreadable also where text was found in GHL and the client's files
   * cannot be told. The others as they are read.
   */
  documentState: DocumentText["state"] | "none"
}

/** How a draft is held against its sources. The first two: what is known of a text found in GHL beside its row. */
export type Held = {
  /** The client as they were just read. */
  found?: DraftContact
  /** The document of theirs that a person chose. */
  chosen?: string
  /** For a decision that writes: it may use what the day keeps for writes. */
  forWrite?: boolean
}

/** Null while GHL does not give it. */
const unlessDown = <T>(reading: Promise<T>): Promise<T | null> =>
  reading.catch((error) => {
    if (error instanceof GhlError) return null
    throw error
  })

const inFile = (contact: Contact | null): EvidenceSources["client"] => ({
  name: contact?.name || null,
  birthDate: contact?.dateOfBirth ?? null,
})

/** The client of a draft that names its document, or has none, and the document; read at the same time. */
async function asNamed({ contactId, source }: DraftRow, forWrite: boolean, signal: AbortSignal) {
  const documentId = source.documentId ?? null
  const [contact, document] = await Promise.all([
    unlessDown(ghl().getContact(contactId, { signal, forWrite })),
    documentId ? readDocumentText(contactId, documentId, signal, forWrite) : null,
  ])
  return { client: inFile(contact), documentId, document }
}

const UNKNOWN: DocumentText = { state: "unreadable" }

/** The client on whom a text was found, and their own document, which only their record tells. */
async function asFound(row: DraftRow, { found, chosen, forWrite }: Held, signal: AbortSignal) {
  const { contactId } = row
  const now = found ?? (await unlessDown(readDraftContact(contactId, { signal, forWrite })))
  if (!now) return { client: inFile(null), documentId: null, document: UNKNOWN }
  const documentId = documentHeld(row, now, chosen)
  const document = documentId
    ? await readDocumentText(contactId, documentId, signal, forWrite)
    : null
  return { client: inFile(now.contact), documentId, document }
}

/**
 * What a draft's texts are held against: its biomarkers and source text, its document's pages, and the
 * client as GHL has them. Text found in GHL is held against the client's own document. Null when there is
 * no such draft. While GHL is down, the pipeline's part stands.
 */
export async function evidenceSourcesOf(
  db: Db,
  draftId: string,
  signal: AbortSignal,
  held: Held = {},
): Promise<DraftEvidence | null> {
  const row = await findDraft(db, draftId)
  if (!row) return null
  const { text, biomarkers } = row.source
  const { client, documentId, document } =
    row.origin === "watch"
      ? await asFound(row, held, signal)
      : await asNamed(row, held.forWrite === true, signal)
  return {
    sources: {
      biomarkers: biomarkers ?? [],
      sourceText: text ?? "",
      documentPages: pagesRead(document),
      client,
      dateOrder: dateOrderOf(env().CLINIC_TIME_ZONE),
    },
    documentId,
    documentState: document?.state ?? "none",
  }
}
