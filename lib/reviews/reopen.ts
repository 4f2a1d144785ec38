import "server-only"
import { and, eq, inArray, notExists, or } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { partsOf } from "./call-notes.ts"
import { withdrawFirst } from "./decision/record.ts"
import { lockContactOfDrafts, supersedeReopened } from "./supersede.ts"
import { forgetTexts } from "./watch/forget.ts"

/**
 * An accepted text counts as known from then on. Taken back, nobody stands behind it any more, unless
 * somebody else accepted the same text: it is unread again, or the watch would close its item as known.
 */
async function forgetAccepted(
  tx: Db,
  { kind, contactId, summaryHmac }: typeof decisions.$inferSelect,
  { changeId, text }: { changeId: string; text: string },
): Promise<void> {
  if (kind !== "accepted") return
  const hmacs = [...new Set([summaryHmac, ...partsOf(text).map(textHmac)])]
  await forgetTexts(tx, { contactId }, hmacs, { changeIds: [changeId] })
}

/**
 * Puts drafts back into the inbox whose approval was cancelled before anything was sent: the decision
 * was taken back with it. The cancelled change stays, without its draft. Called wherever it matters which
 * drafts wait, to list, count, claim or offer them, so that it holds whoever cancelled, and after a crash.
 */
export async function reopenCancelled(db: Db): Promise<void> {
  const cancelled = await db
    .select({ changeId: changes.id, draftId: drafts.id, contactId: drafts.contactId })
    .from(drafts)
    .innerJoin(changes, eq(changes.id, drafts.changeId))
    .where(
      and(
        eq(drafts.status, "approved"),
        eq(changes.status, "cancelled"),
        notExists(
          db
            .select({ id: changeSteps.id })
            .from(changeSteps)
            .where(
              and(
                eq(changeSteps.changeId, changes.id),
                or(
                  inArray(changeSteps.status, ["done", "unsure", "sending", "skipped"]),
                  // Sent and never seen, and given up by a person.
                  eq(changeSteps.failureKind, "note-unseen"),
                ),
              ),
            ),
        ),
      ),
    )
  for (const given of cancelled) {
    await db.transaction((tx) => putBack(tx, given, { actor: "system", action: "draft.reopened" }))
  }
}

/**
 * Puts an approved draft back into the inbox, in the transaction that decides so: its approvals are taken
 * back, and the change of the last one stays, without its draft. False when it was put back already.
 */
export async function putBack(
  tx: Db,
  { draftId, changeId, contactId }: { draftId: string; changeId: string; contactId: string },
  by:
    | { actor: "system"; action: "draft.reopened" }
    | { actor: "person"; personId: string; action: "draft.review-again" },
): Promise<boolean> {
  await lockContactOfDrafts(tx, contactId)
  const [reopened] = await tx
    .update(drafts)
    .set({
      status: "waiting",
      decidedAt: null,
      decidedBy: null,
      changeId: null,
      // Of two approvals both are taken back: whoever cancelled had doubts about what both saw.
      firstApprovedBy: null,
      firstApprovedAt: null,
      firstApprovedVersion: null,
    })
    .where(and(eq(drafts.id, draftId), eq(drafts.changeId, changeId)))
    .returning({ id: drafts.id, text: drafts.summary })
  if (!reopened) return false
  const withdrawn = await tx
    .update(decisions)
    .set({ withdrawnAt: dbNow() })
    .where(eq(decisions.changeId, changeId))
    .returning()
  for (const decision of withdrawn) {
    await forgetAccepted(tx, decision, { changeId, text: reopened.text })
  }
  await withdrawFirst(tx, draftId)
  await tx.update(changes).set({ draftId: null }).where(eq(changes.id, changeId))
  await recordAudit(tx, {
    ...by,
    contactId,
    detail: { draftId, changeId },
  })
  await supersedeReopened(tx, draftId)
  return true
}
