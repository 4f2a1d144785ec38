import "server-only"
import { and, eq } from "drizzle-orm"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { recordAudit } from "#lib/audit/record.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { claimIsOf } from "./claim.ts"
import { decidedBefore } from "./decision/ended.ts"
import { openFlags, withQuestions } from "./decision/flags.ts"
import { NOT_CLAIMED, type Refused, refused } from "./decision/outcomes.ts"
import { recordDecision, withdrawFirst } from "./decision/record.ts"
import { type DraftRow, findDraft } from "./draft-row.ts"
import { reviewSettings } from "./settings.ts"

export type DeclineOutcome = { outcome: "declined" } | Refused

/** The reason of the list that says nothing by itself and needs words. */
const OTHER_REASON = "other"

type Decline =
  | { status: "rejected"; reasonId: string; reason: string | null; chosen?: string }
  | { status: "returned"; instructions: string }

/** Ends a claimed draft without writing to GHL; of many at once, one does. */
async function decline(
  db: Db,
  draftId: string,
  decline: Decline,
  person: Person,
): Promise<DeclineOutcome> {
  const row = await findDraft(db, draftId)
  if (row?.status !== "waiting") return decidedBefore(db, draftId, person)
  if (row.claimedBy !== person.id) return NOT_CLAIMED
  if (decline.status === "returned" && row.origin !== "pipeline") {
    return refused(
      "invalid",
      "This text was found in GoHighLevel, so there is no pipeline to return it to. Edit it, or reject it.",
    )
  }
  const chosen = decline.status === "rejected" ? decline.chosen : undefined
  const { flags } = await openFlags(db, row, { chosen })
  const words = decline.status === "rejected" ? decline.reason : decline.instructions
  return db.transaction(async (tx): Promise<DeclineOutcome> => {
    const [declined] = await tx
      .update(drafts)
      .set({
        status: decline.status,
        decidedAt: dbNow(),
        decidedBy: person.id,
        claimedBy: null,
        claimedUntil: null,
        ...(decline.status === "rejected"
          ? { rejectReasonId: decline.reasonId, rejectReason: decline.reason }
          : { instructions: decline.instructions }),
      })
      .where(and(eq(drafts.id, draftId), eq(drafts.status, "waiting"), claimIsOf(person.id)))
      .returning()
    if (!declined) return whyNot(tx, row, person)
    if (row.firstApprovedBy) await withdrawFirst(tx, draftId)
    await recordDecision(tx, declined, {
      kind: decline.status,
      personId: person.id,
      flags: withQuestions(flags, []),
      reasonId: decline.status === "rejected" ? decline.reasonId : null,
      reason: words,
    })
    await recordAudit(tx, {
      actor: "person",
      personId: person.id,
      action: `draft.${decline.status}`,
      contactId: declined.contactId,
      detail: {
        draftId,
        ...(decline.status === "rejected" ? { reasonId: decline.reasonId } : {}),
        ...(words ? { reason: fingerprint(words) } : {}),
      },
    })
    return { outcome: "declined" }
  })
}

async function whyNot(tx: Db, row: DraftRow, person: Person): Promise<Refused> {
  const now = await findDraft(tx, row.id)
  return now?.status === "waiting" ? NOT_CLAIMED : decidedBefore(tx, row.id, person)
}

/**
 * Rejects a claimed draft with a reason of the list; "other" needs words. `documentId`: for text found in
 * GHL, the client's document on the reviewer's screen. Nothing is written to GHL.
 */
export async function reject(
  db: Db,
  input: { draftId: string; reasonId: string; reason: string; documentId?: string },
  person: Person,
): Promise<DeclineOutcome> {
  const { rejectReasons } = await reviewSettings(db)
  if (!rejectReasons.some(({ id, retired }) => id === input.reasonId && !retired)) {
    return refused("invalid", "This reason is no longer on the list. Choose another one.")
  }
  const reason = input.reason.trim()
  if (input.reasonId === OTHER_REASON && reason.length < 3) {
    return refused("invalid", "Say in a few words why the draft is rejected.")
  }
  return decline(
    db,
    input.draftId,
    {
      status: "rejected",
      reasonId: input.reasonId,
      reason: reason || null,
      chosen: input.documentId,
    },
    person,
  )
}

/** Returns a claimed draft to the pipeline with what it shall do. Nothing is written to GHL. */
export async function returnDraft(
  db: Db,
  input: { draftId: string; instructions: string },
  person: Person,
): Promise<DeclineOutcome> {
  const instructions = input.instructions.trim()
  if (instructions.length < 3) {
    return refused("invalid", "Say what the pipeline has to do differently.")
  }
  return decline(db, input.draftId, { status: "returned", instructions }, person)
}
