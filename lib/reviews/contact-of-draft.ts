import "server-only"
import { and, eq, not, or, sql } from "drizzle-orm"
import { fieldText } from "#lib/changes/field-text.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { normaliseText } from "#lib/changes/normalise.ts"
import { isTextTakenBack } from "#lib/changes/taken-back.ts"
import { fieldsProblemOrThrow } from "#lib/contacts/fields-problem.ts"
import { KEY_FIELDS } from "#lib/contacts/key-fields.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { Contact, FieldDefinition, ReadOptions } from "#lib/ghl/types.ts"
import type { Problem } from "#lib/problem.ts"
import { dateOrderOf } from "./evidence/clinic-dates.ts"
import { type LabDocument, labDocuments } from "./lab-documents.ts"

/** In the detail of the step that wrote an approval: fingerprint of its summary, once the text is forgotten. */
export const OWN_SUMMARY = "ownSummary"

/** What a review needs of the contact, read from GHL. */
export type DraftContact = {
  contact: Contact
  callNotes: string
  /** Null when no field with that key is known: nothing can be approved then. */
  callNotesFieldId: string | null
  /** Set when GHL did not give the fields' names: which of them holds what is not known then. */
  fieldsProblem: Problem | null
  definitions: FieldDefinition[]
  userId: string
  documentIds: string[]
  /** What a text that names no document can be held against, the best first. */
  labDocuments: LabDocument[]
}

/**
 * Reads the contact of a draft and its key fields. Without the fields' names the contact is still there.
 * Throws GhlError.
 */
export async function readDraftContact(
  contactId: string,
  options?: ReadOptions,
): Promise<DraftContact> {
  const { priority, forWrite } = options ?? {}
  const [contact, { definitions, fieldsProblem }] = await Promise.all([
    ghl().getContact(contactId, options),
    ghl()
      .listFieldDefinitions({ priority, forWrite })
      .then((all) => ({ definitions: all, fieldsProblem: null }))
      .catch((error) => ({ definitions: [], fieldsProblem: fieldsProblemOrThrow(error) })),
  ])
  const idOf = (key: string) => definitions.find((definition) => definition.key === key)?.id ?? null
  const textOf = (fieldId: string | null) =>
    fieldText(contact.fields.find((field) => field.fieldId === fieldId)?.value)
  const callNotesFieldId = idOf(KEY_FIELDS.callNotes)
  return {
    contact,
    definitions,
    fieldsProblem,
    callNotesFieldId,
    callNotes: textOf(callNotesFieldId),
    userId: textOf(idOf(KEY_FIELDS.userId)),
    documentIds: contact.fields.flatMap(({ value }) =>
      value.kind === "documents" ? value.documents.map((document) => document.documentId) : [],
    ),
    labDocuments: labDocuments(contact, definitions, dateOrderOf(env().CLINIC_TIME_ZONE)),
  }
}

type OwnText = (text: string) => boolean

/** An approved summary as it was written: its text, or its fingerprint once the text is forgotten. */
type WrittenSummary = { draftId: string; text: string; hmac: string | null }

/** Summaries that were approved here, written to this contact and not taken back. */
export async function writtenSummaries(db: Db, contactId: string): Promise<WrittenSummary[]> {
  const rows = await db
    .select({
      draftId: drafts.id,
      summary: drafts.summary,
      edited: drafts.editedSummary,
      hmac: sql<string | null>`${changeSteps.detail}->>${OWN_SUMMARY}`,
    })
    .from(drafts)
    .innerJoin(changes, eq(changes.id, drafts.changeId))
    .innerJoin(
      changeSteps,
      and(eq(changeSteps.changeId, changes.id), eq(changeSteps.kind, "set-field")),
    )
    .where(
      and(
        eq(drafts.contactId, contactId),
        // Once it stands it is ours, whatever became of the tags and the note behind it.
        or(eq(changes.status, "done"), eq(changeSteps.status, "done")),
        not(isTextTakenBack(db, changes.id)),
      ),
    )
  return rows.map(({ draftId, summary, edited, hmac }) => ({
    draftId,
    text: normaliseText(edited ?? summary),
    hmac,
  }))
}

/** Tells these summaries, also those whose text is forgotten. */
export function isOneOf(written: readonly WrittenSummary[]): OwnText {
  const texts = new Set(written.map(({ text }) => text))
  const hmacs = new Set(written.map(({ hmac }) => hmac))
  return (text) => text !== "" && (texts.has(text) || hmacs.has(textHmac(text)))
}

/**
 * Tells summaries that were approved here, written to this contact and not taken back, also those whose
 * text is forgotten.
 */
export const approvedSummaries = async (db: Db, contactId: string): Promise<OwnText> =>
  isOneOf(await writtenSummaries(db, contactId))

/**
 * Tells what counts as Caredesk's own in the call notes, so that a new summary takes its place: what was
 * approved here, and what the pipeline wrote to GHL and handed in as a draft too (it does both during a
 * cut-over).
 */
export async function ownSummaries(db: Db, contactId: string): Promise<OwnText> {
  const isApproved = await approvedSummaries(db, contactId)
  const handedIn = await db
    .select({ summary: drafts.summary })
    .from(drafts)
    .where(and(eq(drafts.contactId, contactId), eq(drafts.origin, "pipeline")))
  const texts = new Set(handedIn.map(({ summary }) => normaliseText(summary)))
  return (text) => text !== "" && (texts.has(text) || isApproved(text))
}
