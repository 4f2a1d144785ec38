import "server-only"
import { extractText, getDocumentProxy } from "unpdf"
import type { Db } from "#lib/db/store.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { findDraft } from "./draft-row.ts"
import { dayStandsIn, nameStandsIn } from "./find-person.ts"
import type { DocumentCheck } from "./types.ts"

const NOTHING: DocumentCheck = { name: "unknown", birthDate: "unknown", lookedIn: null }

async function pdfText(
  contactId: string,
  documentId: string,
  signal: AbortSignal,
): Promise<string> {
  try {
    const { mimeType, bytes } = await ghl().openDocument(contactId, documentId, { signal })
    if (mimeType !== "application/pdf") return ""
    // The worker keeps the bytes it is given, so it gets its own.
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), {
      mergePages: true,
    })
    return text
  } catch (error) {
    if (error instanceof GhlError) return ""
    // A broken PDF is the document's fault, not ours: nothing could be read in it.
    if (error instanceof Error && /pdf|password|xref/i.test(error.name + error.message)) return ""
    throw error
  }
}

/**
 * Looks for the client's name and birth date in the draft's document, or in its source text where the
 * document has no text. Null when there is no such draft. A helper for the eye, not a lock.
 */
export async function checkDocumentOf(
  db: Db,
  draftId: string,
  signal: AbortSignal,
): Promise<DocumentCheck | null> {
  const row = await findDraft(db, draftId)
  if (!row) return null
  const contact = await ghl().getContact(row.contactId, { signal })
  const documentId = row.source.documentId
  const document = documentId ? await pdfText(row.contactId, documentId, signal) : ""
  const text = document.trim() || row.source.text?.trim() || ""
  if (text === "") return NOTHING
  const answer = (known: boolean, stands: boolean) =>
    known ? (stands ? ("found" as const) : ("not-found" as const)) : ("unknown" as const)
  return {
    name: answer(contact.name !== "", nameStandsIn(text, contact.name)),
    birthDate: answer(
      contact.dateOfBirth !== null,
      contact.dateOfBirth !== null && dayStandsIn(text, contact.dateOfBirth),
    ),
    lookedIn: document.trim() ? "document" : "source text",
  }
}
