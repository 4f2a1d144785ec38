import "server-only"
import { eq, sql } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { stageOf } from "#lib/contacts/lifecycle.ts"
import { ageOn, today } from "#lib/contacts/words.ts"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Person } from "#lib/people/sessions.ts"
import { failureOf } from "#lib/problem.ts"
import { biomarkerViews } from "./biomarkers.ts"
import { textOfOthers } from "./call-notes.ts"
import { ownSummaries, readDraftContact } from "./contact-of-draft.ts"
import { reopenCancelled } from "./reopen.ts"
import { checkRightClient } from "./right-client.ts"
import { signatureLine } from "./signature.ts"
import type { ReviewView } from "./types.ts"

export type DraftRow = typeof drafts.$inferSelect

/** The draft's row, or null when there is none (also for what is no id at all). */
export async function findDraft(db: Db, draftId: string): Promise<DraftRow | null> {
  if (!/^[0-9a-f-]{36}$/i.test(draftId)) return null
  const [row] = await db.select().from(drafts).where(eq(drafts.id, draftId))
  return row ?? null
}

export const modelInWords = (row: { modelName: string | null; modelVersion: string | null }) =>
  [row.modelName, row.modelVersion].filter(Boolean).join(" ") || null

async function contactOf(db: Db, row: DraftRow): Promise<ReviewView["contact"]> {
  try {
    const found = await readDraftContact(row.contactId)
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
        othersText: textOfOthers(callNotes, await ownSummaries(db, row.contactId)),
        rightClient: checkRightClient(
          { userId: row.userId, documentId: row.source.documentId },
          found,
        ),
      },
    }
  } catch (error) {
    if (error instanceof GhlError) return { kind: "problem", problem: failureOf(error) }
    throw error
  }
}

/**
 * A draft for its review page, with the contact read from GHL now; null when there is no such draft.
 * Marks the draft as opened, without which it cannot be approved, and audits the opening.
 */
export async function openReview(
  db: Db,
  draftId: string,
  person: Person,
): Promise<ReviewView | null> {
  await reopenCancelled(db)
  const row = await findDraft(db, draftId)
  if (!row) return null
  await db.transaction(async (tx) => {
    await tx
      .update(drafts)
      .set({ openedAt: sql`coalesce(${drafts.openedAt}, now())` })
      .where(eq(drafts.id, row.id))
    await recordAudit(tx, {
      actor: "person",
      personId: person.id,
      action: "draft.opened",
      contactId: row.contactId,
      detail: { draftId: row.id },
    })
  })
  const [decider] = row.decidedBy
    ? await db.select({ name: people.name }).from(people).where(eq(people.id, row.decidedBy))
    : []
  const { CLINIC_TIME_ZONE, TAG_HOLD_SECONDS } = env()
  const signature = (edited: boolean) =>
    signatureLine({ ...row, edited, personName: person.name, role: person.role })
  return {
    id: row.id,
    contactId: row.contactId,
    status: row.status,
    receivedAt: row.receivedAt.toISOString(),
    model: modelInWords(row),
    summary: row.summary,
    analysis: row.analysis,
    editedSummary: row.editedSummary ?? row.summary,
    editedAnalysis: row.editedAnalysis ?? row.analysis,
    editVersion: row.editVersion,
    sourceText: row.source.text ?? "",
    biomarkers: biomarkerViews(row.source.biomarkers ?? []),
    documentId: row.source.documentId ?? null,
    tagsToAdd: row.tagsToAdd,
    tagsToRemove: row.tagsToRemove,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: decider?.name ?? null,
    rejectReason: row.rejectReason,
    changeId: row.changeId,
    holdSeconds: TAG_HOLD_SECONDS,
    today: today(CLINIC_TIME_ZONE),
    signature: { edited: signature(true), unchanged: signature(false) },
    contact: await contactOf(db, row),
  }
}
