import "server-only"
import { and, desc, eq } from "drizzle-orm"
import { fieldText } from "#lib/changes/field-text.ts"
import { KEY_FIELDS } from "#lib/contacts/key-fields.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { Contact, ReadOptions } from "#lib/ghl/types.ts"

/** What a review needs of the contact, read from GHL. */
export type DraftContact = {
  contact: Contact
  callNotes: string
  /** Null when the location has no field with that key: nothing can be approved then. */
  callNotesFieldId: string | null
  userId: string
  documentIds: string[]
}

/** Reads the contact of a draft and its key fields. Throws GhlError. */
export async function readDraftContact(
  contactId: string,
  options?: ReadOptions,
): Promise<DraftContact> {
  const [contact, definitions] = await Promise.all([
    ghl().getContact(contactId, options),
    ghl().listFieldDefinitions({ priority: options?.priority }),
  ])
  const idOf = (key: string) => definitions.find((definition) => definition.key === key)?.id ?? null
  const textOf = (fieldId: string | null) =>
    fieldText(contact.fields.find((field) => field.fieldId === fieldId)?.value)
  const callNotesFieldId = idOf(KEY_FIELDS.callNotes)
  return {
    contact,
    callNotesFieldId,
    callNotes: textOf(callNotesFieldId),
    userId: textOf(idOf(KEY_FIELDS.userId)),
    documentIds: contact.fields.flatMap(({ value }) =>
      value.kind === "documents" ? value.documents.map((document) => document.documentId) : [],
    ),
  }
}

/** Summaries that were approved here and written to this contact, newest first: what counts as our own text. */
export async function ownSummaries(db: Db, contactId: string): Promise<string[]> {
  const rows = await db
    .select({ summary: drafts.summary, edited: drafts.editedSummary })
    .from(drafts)
    .innerJoin(changes, eq(changes.id, drafts.changeId))
    .where(and(eq(drafts.contactId, contactId), eq(changes.status, "done")))
    .orderBy(desc(changes.finishedAt))
    .limit(20)
  return rows.map((row) => row.edited ?? row.summary)
}
