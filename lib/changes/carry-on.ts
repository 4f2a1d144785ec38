import "server-only"
import { and, asc, eq, inArray, isNull, lt, or } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { changeSteps, changes, drifts } from "#lib/db/schema/changes.ts"
import { composerDrafts } from "#lib/db/schema/contacts.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { recordMerged } from "#lib/reviews/decision/merged.ts"
import { OF_UNREAD } from "#lib/reviews/watch/vouching.ts"
import { auditDetailOfStep } from "./engine/audit.ts"
import type { ChangeQueue } from "./engine/queue.ts"
import type { ChangeRow, StepRow } from "./engine/rows.ts"
import { dbNow } from "./engine/time.ts"
import { processQueue } from "./instance.ts"
import { hasMarks } from "./merge.ts"
import { dropDecidedMerges } from "./merge-draft.ts"

export type MergedText = {
  changeId: string
  /** The step in conflict. */
  stepId: string
  /** What stood in GHL on the person's screen; if it stands otherwise by now, that is a new conflict. */
  seen: string
  /** What shall stand. */
  text: string
}

export type CarryOnOutcome =
  | { outcome: "stored"; changeId: string }
  /** The change has moved on, or was carried on before. */
  | { outcome: "too-late" }
  | { outcome: "refused"; message: string }

/** Ends the old change; null when it is not in conflict any more, or not over this step. */
async function endOld(tx: Db, { changeId, stepId }: MergedText) {
  const [old] = await tx
    .update(changes)
    .set({ status: "cancelled", finishedAt: dbNow(), resumeAt: null, updatedAt: dbNow() })
    .where(
      and(
        eq(changes.id, changeId),
        eq(changes.status, "conflict"),
        or(isNull(changes.leaseUntil), lt(changes.leaseUntil, dbNow())),
      ),
    )
    .returning()
  if (!old) return null
  const open = await tx
    .select()
    .from(changeSteps)
    .where(
      and(
        eq(changeSteps.changeId, changeId),
        inArray(changeSteps.status, ["pending", "conflict", "stopped"]),
      ),
    )
    .orderBy(asc(changeSteps.position))
  const step = open.find((one) => one.status === "conflict")
  return step && step.id === stepId ? { old, open, step } : null
}

class TooLateError extends Error {}

/** Moves what belongs to the old change to the new one: a draft, a decision, a save have one change. */
async function handOver(tx: Db, old: ChangeRow, personId: string): Promise<ChangeRow> {
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
      status: "queued",
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

/** The open steps go over as they are, a note with its reference; the one in conflict with the merged text. */
async function moveSteps(
  tx: Db,
  open: StepRow[],
  changeId: string,
  merged: MergedText,
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
      })),
    )
    .returning()
}

/**
 * Writes a merged text as a new change that takes over the open steps of the one in conflict, which ends.
 * All in one transaction, and at most once.
 */
export async function carryOn(
  db: Db,
  input: MergedText,
  personId: string,
  queue: ChangeQueue = processQueue(),
): Promise<CarryOnOutcome> {
  const merged = { ...input, text: input.text.replaceAll("\0", "").toWellFormed() }
  if (hasMarks(merged.text)) {
    return {
      outcome: "refused",
      message: "A place is still marked. Put its two texts together and delete the marked lines.",
    }
  }
  try {
    return await db.transaction(async (tx): Promise<CarryOnOutcome> => {
      const ended = await endOld(tx, merged)
      // Thrown, so that the transaction is undone with all it did so far.
      if (!ended) throw new TooLateError()
      const { old, open, step } = ended
      if (step.kind === "edit-note" && merged.text.trim() === "") {
        throw new EmptyNoteError()
      }
      const created = await handOver(tx, old, personId)
      const steps = await moveSteps(tx, open, created.id, merged)
      if (step.kind === "set-field") {
        await recordMerged(tx, created.id, {
          wanted: step.wanted,
          found: merged.seen,
          text: merged.text,
          personId,
        })
      }
      await dropDecidedMerges(tx, old.id)
      const entry = { actor: "person", personId, contactId: old.contactId } as const
      await recordAudit(tx, {
        ...entry,
        action: "change.conflict-merged",
        detail: { ...auditDetailOfStep(step), continuedBy: created.id },
      })
      await recordAudit(tx, {
        ...entry,
        action: "change.created",
        detail: {
          changeId: created.id,
          kind: created.kind,
          continues: old.id,
          draftId: old.draftId,
          steps: steps.map((one) => `${one.kind} ${one.label}`),
        },
      })
      for (const one of steps) {
        await recordAudit(tx, {
          ...entry,
          action: "change.step-created",
          detail: auditDetailOfStep(one),
        })
      }
      await queue.wake(tx, created.id)
      return { outcome: "stored", changeId: created.id }
    })
  } catch (error) {
    if (error instanceof TooLateError) return { outcome: "too-late" }
    if (error instanceof EmptyNoteError) {
      return { outcome: "refused", message: "The note is empty." }
    }
    throw error
  }
}

class EmptyNoteError extends Error {}
