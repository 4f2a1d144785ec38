import "server-only"
import { fieldText } from "#lib/changes/field-text.ts"
import { KEY_FIELDS } from "#lib/contacts/key-fields.ts"
import { stageOf } from "#lib/contacts/lifecycle.ts"
import { ageOn, today } from "#lib/contacts/words.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import type { ReadOptions } from "#lib/ghl/types.ts"
import { failureOf } from "#lib/problem.ts"
import { textOfOthers } from "./call-notes.ts"
import { type DraftContact, ownSummaries, readDraftContact } from "./contact-of-draft.ts"
import { type DraftRow, findDraft } from "./draft-row.ts"
import { checkRightClient } from "./right-client.ts"
import type { ContactRead, ReviewContact } from "./types.ts"

/** Key fields beside those that have a place of their own on the page. */
const FACTS = [
  KEY_FIELDS.membershipStatus,
  KEY_FIELDS.bloodworkPurchased,
  KEY_FIELDS.bloodworkPurchaseDate,
]

function factsOf({ contact, definitions }: DraftContact): ReviewContact["facts"] {
  return FACTS.flatMap((key) => {
    const definition = definitions.find((one) => one.key === key)
    const field = contact.fields.find(({ fieldId }) => fieldId === definition?.id)
    const value = fieldText(field?.value)
    return definition && value !== "" ? [{ label: definition.name, value }] : []
  })
}

async function contactOf(db: Db, row: DraftRow, options?: ReadOptions): Promise<ContactRead> {
  try {
    const found = await readDraftContact(row.contactId, options)
    const { contact, callNotes } = found
    const day = today(env().CLINIC_TIME_ZONE)
    return {
      kind: "ok",
      contact: {
        name: contact.name || null,
        dateOfBirth: contact.dateOfBirth,
        age: contact.dateOfBirth ? ageOn(contact.dateOfBirth, day) : null,
        tags: contact.tags,
        stage: stageOf(contact.tags)?.label ?? null,
        callNotes,
        fieldsProblem: found.fieldsProblem,
        othersText: textOfOthers(callNotes, await ownSummaries(db, row.contactId)),
        facts: factsOf(found),
        rightClient: checkRightClient(
          { userId: row.userId, documentId: row.source.documentId },
          found,
        ),
        labDocuments: row.origin === "watch" ? found.labDocuments : [],
      },
    }
  } catch (error) {
    if (error instanceof GhlError) return { kind: "problem", problem: failureOf(error) }
    throw error
  }
}

/**
 * The contact of an open page's draft as it stands in GHL now, or why it cannot be read; with one request.
 * Null when there is no such draft.
 */
export async function contactBehindPage(
  db: Db,
  draftId: string,
  options?: ReadOptions,
): Promise<ContactRead | null> {
  const row = await findDraft(db, draftId)
  return row && contactOf(db, row, options)
}
