import "server-only"
import { and, eq, isNotNull } from "drizzle-orm"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { recordAudit } from "#lib/audit/record.ts"
import { createChange } from "#lib/changes/create.ts"
import { sameText } from "#lib/changes/normalise.ts"
import { InvalidChangeError } from "#lib/changes/request.ts"
import type { StepRequest } from "#lib/changes/types.ts"
import { today } from "#lib/contacts/words.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import type { Person } from "#lib/people/sessions.ts"
import { combineCallNotes, type Keeping, type OwnSummaries, textOfOthers } from "./call-notes.ts"
import { type DraftContact, ownSummaries, readDraftContact } from "./contact-of-draft.ts"
import { type DraftRow, findDraft } from "./review.ts"
import { checkRightClient } from "./right-client.ts"
import { signatureLine } from "./signature.ts"

export type ApproveOutcome =
  | { outcome: "approved"; changeId: string }
  /** Nothing was decided or written; `message` says why and what to do. */
  | { outcome: "refused"; reason: "decided" | "changed" | "blocked" | "invalid"; message: string }

export type Approval = {
  draftId: string
  /** The version of the texts that the reviewer had on the screen. */
  editVersion: number
  /** call_notes as the reviewer had them on the screen. */
  seenCallNotes: string
  keeping: Keeping
}

const refused = (
  reason: "decided" | "changed" | "blocked" | "invalid",
  message: string,
): ApproveOutcome => ({ outcome: "refused", reason, message })

function stepsOf(
  row: DraftRow,
  found: DraftContact & { callNotesFieldId: string },
  own: OwnSummaries,
  keeping: Keeping,
  person: Person,
): StepRequest[] {
  const { CLINIC_TIME_ZONE } = env()
  const summary = row.editedSummary ?? row.summary
  const analysis = row.editedAnalysis ?? row.analysis
  const wanted = combineCallNotes({
    summary,
    others: textOfOthers(found.callNotes, own),
    keeping,
    day: today(CLINIC_TIME_ZONE),
  })
  const signature = signatureLine({
    modelName: row.modelName,
    modelVersion: row.modelVersion,
    edited: !sameText(summary, row.summary) || !sameText(analysis, row.analysis),
    personName: person.name,
    role: person.role,
    at: { instant: new Date(), timeZone: CLINIC_TIME_ZONE },
  })
  return [
    {
      kind: "set-field",
      fieldId: found.callNotesFieldId,
      label: "Call notes",
      seen: found.callNotes,
      wanted,
    },
    ...row.tagsToAdd.map((tag) => ({ kind: "add-tag", tag }) as const),
    ...row.tagsToRemove.map((tag) => ({ kind: "remove-tag", tag }) as const),
    { kind: "create-note", body: `${analysis.trimEnd()}\n\n${signature}` },
  ]
}

/**
 * Approves a draft: the decision and the change that writes it back are stored in one transaction, or
 * neither is. The contact is read fresh first, so that no approval rests on an old screen or on another
 * client's record. However many approve at the same time, one does. Throws GhlError.
 */
export async function approve(db: Db, approval: Approval, person: Person): Promise<ApproveOutcome> {
  const row = await findDraft(db, approval.draftId)
  if (row?.status !== "waiting") {
    return refused(
      "decided",
      "This draft was decided by somebody else. Nothing was written by you.",
    )
  }
  const found = await readDraftContact(row.contactId, { fresh: true })
  const { callNotesFieldId } = found
  if (callNotesFieldId === null) {
    return refused(
      "blocked",
      "This location has no call notes field in GoHighLevel. Tell an administrator.",
    )
  }
  const client = checkRightClient({ userId: row.userId, documentId: row.source.documentId }, found)
  if (client.blocked) {
    const wrong = [client.userId, client.document].find((check) => check.state === "mismatch")
    return refused("blocked", `This draft cannot be approved. ${wrong?.message ?? ""}`)
  }
  if (!sameText(found.callNotes, approval.seenCallNotes)) {
    return refused(
      "changed",
      "The call notes were changed in GoHighLevel while this page was open. Look at them again, then approve.",
    )
  }
  const own = await ownSummaries(db, row.contactId)
  try {
    return await db.transaction(async (tx): Promise<ApproveOutcome> => {
      const [decided] = await tx
        .update(drafts)
        .set({ status: "approved", decidedAt: new Date(), decidedBy: person.id })
        .where(
          and(
            eq(drafts.id, row.id),
            eq(drafts.status, "waiting"),
            eq(drafts.editVersion, approval.editVersion),
            isNotNull(drafts.openedAt),
          ),
        )
        .returning()
      if (!decided) {
        return refused(
          "changed",
          "This draft was edited or decided by somebody else in the meantime. Load the page again to see it.",
        )
      }
      const { changeId } = await createChange(tx, {
        contactId: decided.contactId,
        kind: "review",
        personId: person.id,
        draftId: decided.id,
        holdSeconds: env().TAG_HOLD_SECONDS,
        steps: stepsOf(decided, { ...found, callNotesFieldId }, own, approval.keeping, person),
      })
      await tx.update(drafts).set({ changeId }).where(eq(drafts.id, decided.id))
      await recordAudit(tx, {
        actor: "person",
        personId: person.id,
        action: "draft.approved",
        contactId: decided.contactId,
        detail: {
          draftId: decided.id,
          changeId,
          keeping: approval.keeping,
          summary: fingerprint(decided.editedSummary ?? decided.summary),
          analysis: fingerprint(decided.editedAnalysis ?? decided.analysis),
        },
      })
      return { outcome: "approved", changeId }
    })
  } catch (error) {
    if (error instanceof InvalidChangeError) return refused("invalid", error.message)
    throw error
  }
}

/** Rejects a waiting draft with a reason. Nothing is written to GHL. False when it was decided before. */
export function reject(
  db: Db,
  input: { draftId: string; reason: string },
  person: Person,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [rejected] = await tx
      .update(drafts)
      .set({
        status: "rejected",
        decidedAt: new Date(),
        decidedBy: person.id,
        rejectReason: input.reason,
      })
      .where(and(eq(drafts.id, input.draftId), eq(drafts.status, "waiting")))
      .returning({ id: drafts.id, contactId: drafts.contactId })
    if (!rejected) return false
    await recordAudit(tx, {
      actor: "person",
      personId: person.id,
      action: "draft.rejected",
      contactId: rejected.contactId,
      detail: { draftId: rejected.id, reason: fingerprint(input.reason) },
    })
    return true
  })
}
