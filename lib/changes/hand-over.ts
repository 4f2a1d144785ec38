import "server-only"
import { eq } from "drizzle-orm"
import { changeSteps, changes, drifts } from "#lib/db/schema/changes.ts"
import { composerDrafts } from "#lib/db/schema/contacts.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { OF_UNREAD } from "#lib/reviews/watch/vouching.ts"
import type { ChangeRow, StepRow } from "./engine/rows.ts"
import { dbNow, dbNowPlus } from "./engine/time.ts"
import { withReference } from "./reference.ts"

/** Held as the same write is elsewhere: an approval always, anything else where tags move. */
export const holdSecondsOf = (old: ChangeRow, open: StepRow[]): number =>
  old.kind === "review" || open.some(({ kind }) => kind === "add-tag" || kind === "remove-tag")
    ? env().TAG_HOLD_SECONDS
    : 0

/** Moves what belongs to the old change to the new one: a draft, a decision, a save have one change. */
export async function handOver(
  tx: Db,
  old: ChangeRow,
  personId: string,
  holdSeconds: number,
): Promise<ChangeRow> {
  await tx.update(changes).set({ draftId: null, submissionId: null }).where(eq(changes.id, old.id))
  const [created] = await tx
    .insert(changes)
    .values({
      contactId: old.contactId,
      kind: old.kind,
      personId,
      draftId: old.draftId,
      submissionId: old.submissionId,
      undoOf: old.undoOf,
      continues: old.id,
      status: holdSeconds > 0 ? "held" : "queued",
      holdUntil: holdSeconds > 0 ? dbNowPlus(holdSeconds * 1_000) : null,
    })
    .returning()
  if (!created) throw new Error("The change that carries on was not stored")
  const changeId = created.id
  await tx.update(drafts).set({ changeId }).where(eq(drafts.changeId, old.id))
  await tx.update(decisions).set({ changeId }).where(eq(decisions.changeId, old.id))
  await tx.update(composerDrafts).set({ changeId }).where(eq(composerDrafts.changeId, old.id))
  await tx.update(drifts).set({ changeId }).where(eq(drifts.changeId, old.id))
  await tx.update(drifts).set({ mendedBy: changeId }).where(eq(drifts.mendedBy, old.id))
  return created
}

/**
 * The open steps go over as they are, a note with its reference and `note` for what it says; the one in
 * conflict with the merged text.
 */
export async function moveSteps(
  tx: Db,
  open: StepRow[],
  changeId: string,
  merged: { stepId: string; seen: string; text: string },
  note: string | null,
): Promise<StepRow[]> {
  for (const step of open) {
    await tx
      .update(changeSteps)
      .set({
        status: "cancelled",
        finishedAt: dbNow(),
        reference: null,
        detail: { ...step.detail, carriedOn: "yes" },
      })
      .where(eq(changeSteps.id, step.id))
  }
  return tx
    .insert(changeSteps)
    .values(
      open.map(({ id, kind, target, label, seen, wanted, reference, detail }, position) => ({
        changeId,
        position,
        kind,
        target,
        label,
        reference,
        ...(OF_UNREAD in detail ? { detail: { [OF_UNREAD]: "yes" } } : {}),
        ...(id === merged.stepId ? { seen: merged.seen, wanted: merged.text } : { seen, wanted }),
        ...(kind === "create-note" && reference && note
          ? { wanted: withReference(note, reference) }
          : {}),
      })),
    )
    .returning()
}
