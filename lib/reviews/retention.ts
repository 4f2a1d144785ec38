import "server-only"
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { decisions, draftSittings, drafts, draftVersions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { OWN_SUMMARY } from "./contact-of-draft.ts"

/** Drafts forgotten in one transaction: short ones, for the embedded store has one connection. */
const CHUNK = 50

/**
 * Drafts whose decision was written so many days ago: the change is done (or was cancelled after a part
 * was written), or there was nothing to write. What is still on its way is never among them.
 */
const overFor = (keepDays: number) => {
  const before = sql`clock_timestamp() - ${keepDays}::int * interval '1 day'`
  return and(
    isNull(drafts.forgottenAt),
    inArray(drafts.status, ["approved", "rejected", "returned", "superseded"]),
    sql`coalesce(${drafts.decidedAt}, ${drafts.receivedAt}) < ${before}`,
    or(
      isNull(drafts.changeId),
      and(inArray(changes.status, ["done", "cancelled"]), sql`${changes.finishedAt} < ${before}`),
    ),
  )
}

type Old = { id: string; changeId: string | null; summary: string; editedSummary: string | null }

/** The approved summary stays ours in the call notes by its fingerprint. */
async function keepFingerprint(tx: Db, { changeId, summary, editedSummary }: Old): Promise<void> {
  if (changeId === null) return
  const hmac = textHmac(editedSummary ?? summary)
  await tx
    .update(changeSteps)
    .set({
      detail: sql`${changeSteps.detail} || ${JSON.stringify({ [OWN_SUMMARY]: hmac })}::jsonb`,
    })
    .where(and(eq(changeSteps.changeId, changeId), eq(changeSteps.kind, "set-field")))
}

const oldDrafts = (db: Db, keepDays: number): Promise<Old[]> =>
  db
    .select({
      id: drafts.id,
      changeId: drafts.changeId,
      summary: drafts.summary,
      editedSummary: drafts.editedSummary,
    })
    .from(drafts)
    .leftJoin(changes, eq(changes.id, drafts.changeId))
    .where(overFor(keepDays))
    .limit(CHUNK)

/**
 * Removes the texts of drafts that are long decided, with their source, edits, versions and sittings,
 * and what reviewers typed as a reason. Who decided what and when, the flags, and fingerprints stay. Answers how many were forgotten.
 */
export async function forgetOldDrafts(db: Db, keepDays: number): Promise<number> {
  for (let forgotten = 0; ; ) {
    const chunk = await db.transaction(async (tx) => {
      const old = await oldDrafts(tx, keepDays)
      if (old.length === 0) return 0
      for (const draft of old) await keepFingerprint(tx, draft)
      const ids = old.map(({ id }) => id)
      await tx.delete(draftVersions).where(inArray(draftVersions.draftId, ids))
      await tx.delete(draftSittings).where(inArray(draftSittings.draftId, ids))
      const emptied = await tx
        .update(drafts)
        .set({
          summary: "",
          analysis: "",
          source: {},
          critical: [],
          textBefore: null,
          editedSummary: null,
          editedAnalysis: null,
          authorship: null,
          instructions: null,
          rejectReason: null,
          forgottenAt: sql`clock_timestamp()`,
        })
        .where(and(inArray(drafts.id, ids), isNull(drafts.forgottenAt)))
        .returning({ id: drafts.id })
      // What was typed about a client goes as the texts do; the reason of the list and the counts stay.
      await tx
        .update(decisions)
        .set({
          reason: null,
          overrideReason: null,
          merged: sql`${decisions.merged} - 'overrideReason'`,
        })
        .where(inArray(decisions.draftId, ids))
      await recordAudit(tx, {
        actor: "system",
        action: "draft.forgotten",
        detail: { drafts: emptied.map(({ id }) => id), keepDays },
      })
      return emptied.length
    })
    forgotten += chunk
    if (chunk === 0) return forgotten
  }
}
