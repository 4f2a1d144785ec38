import "server-only"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { readDraftContact } from "./contact-of-draft.ts"
import { documentHeld } from "./document-held.ts"
import { pagesRead, readDocumentText } from "./document-text.ts"
import { findDraft } from "./draft-row.ts"
import { dateOrderOf } from "./evidence/clinic-dates.ts"
import { lookForClient } from "./find-person.ts"
import type { DocumentCheck } from "./types.ts"

const NOTHING: DocumentCheck = { name: "unknown", birthDate: "unknown", lookedIn: null }

/**
 * Looks for the client's name and birth date in the draft's document, or in its source text where the
 * document has no text. `chosen`: for text found in GHL, the client's document beside it. Null when there
 * is no such draft. A helper for the eye, not a lock.
 */
export async function checkDocumentOf(
  db: Db,
  draftId: string,
  signal: AbortSignal,
  chosen?: string,
): Promise<DocumentCheck | null> {
  const row = await findDraft(db, draftId)
  if (!row) return null
  const found = await readDraftContact(row.contactId, { signal })
  const { contact } = found
  const documentId = documentHeld(row, found, chosen)
  const read = documentId ? await readDocumentText(row.contactId, documentId, signal) : null
  const document = pagesRead(read).join("\n")
  const text = document.trim() || row.source.text?.trim() || ""
  if (text === "") return NOTHING
  return {
    ...lookForClient(text, {
      name: contact.name || null,
      birthDate: contact.dateOfBirth,
      dateOrder: dateOrderOf(env().CLINIC_TIME_ZONE),
    }),
    lookedIn: document.trim() ? "document" : "source text",
  }
}
