import "server-only"
import { and, asc, eq, inArray, isNull, lt, or } from "drizzle-orm"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { recordAudit } from "#lib/audit/record.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import {
  checkMerge,
  type MergeCheck,
  type MergeGrounds,
  ONE_PERSON_ONLY,
  oneIsEnough,
} from "#lib/reviews/decision/merge-check.ts"
import { recordMerged } from "#lib/reviews/decision/merged.ts"
import { noteOfMerged } from "#lib/reviews/decision/merged-note.ts"
import { auditDetailOfStep } from "./engine/audit.ts"
import type { ChangeQueue } from "./engine/queue.ts"
import type { StepRow } from "./engine/rows.ts"
import { dbNow } from "./engine/time.ts"
import { handOver, holdSecondsOf, moveSteps } from "./hand-over.ts"
import { hasMarks } from "./merge.ts"
import { dropDecidedMerges } from "./merge-draft.ts"
import { processQueue } from "./process-queue.ts"

export type MergedText = {
  changeId: string
  /** The step in conflict. */
  stepId: string
  /** What stood in GHL on the person's screen; if it stands otherwise by now, that is a new conflict. */
  seen: string
  /** What shall stand. */
  text: string
  /** Why it is written over what a draft's sources contradict. */
  reason?: string
  /** Keys of the contradictions that it was typed for (`contradictionKey`). */
  contradictionsSeen?: string[]
  /** Though a draft's document could not be read just now (`document-unread`). */
  withoutDocument?: boolean
}

export type CarryOnOutcome =
  | { outcome: "stored"; changeId: string }
  /** The change has moved on, or was carried on before. */
  | { outcome: "too-late" }
  /** Nothing was stored: a draft's sources contradict these claims, and no reason was given for all of them. */
  | Extract<MergeCheck, { outcome: "needs-reason" }>
  /** Nothing was stored: a draft's document could not be read just now, and that was not confirmed. */
  | Extract<MergeCheck, { outcome: "document-unread" }>
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
/** Its message is for the person. */
class RefusedError extends Error {}

/** What is to be written in place of the text in conflict; of a field only, as notes belong to no review. */
async function stepInConflict(db: Db, { changeId, stepId }: MergedText): Promise<StepRow | null> {
  const [step] = await db
    .select()
    .from(changeSteps)
    .where(
      and(
        eq(changeSteps.id, stepId),
        eq(changeSteps.changeId, changeId),
        eq(changeSteps.status, "conflict"),
        eq(changeSteps.kind, "set-field"),
      ),
    )
  return step ?? null
}

/** What the audit says of the grounds of a merged text: a count and a fingerprint. */
const groundsInAudit = (grounds: MergeGrounds | null) =>
  grounds && {
    contradicted: grounds.flags.contradicted,
    ...(grounds.flags.contradictedSeen ? { contradictedSeen: grounds.flags.contradictedSeen } : {}),
    ...(grounds.overrideReason ? { overrideReason: fingerprint(grounds.overrideReason) } : {}),
  }

/**
 * Writes a merged text as a new change that takes over the open steps of the one in conflict, which ends.
 * All in one transaction, and at most once. The text of a review passes what its approval had to. Throws
 * GhlError when the review's contact cannot be read.
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
  const inConflict = await stepInConflict(db, merged)
  const check = inConflict
    ? await checkMerge(db, merged.changeId, {
        wanted: inConflict.wanted,
        found: merged.seen,
        text: merged.text,
        reason: merged.reason,
        contradictionsSeen: merged.contradictionsSeen,
        withoutDocument: merged.withoutDocument,
      })
    : null
  if (check && check.outcome !== "passed") return check
  const grounds = check && { flags: check.flags, overrideReason: check.overrideReason }
  try {
    return await db.transaction(async (tx): Promise<CarryOnOutcome> => {
      const ended = await endOld(tx, merged)
      // Thrown, so that the transaction is undone with all it did so far.
      if (!ended) throw new TooLateError()
      const { old, open, step } = ended
      if (step.kind === "edit-note" && merged.text.trim() === "") {
        throw new RefusedError("The note is empty.")
      }
      if (check && !(await oneIsEnough(tx, old.id, check))) throw new RefusedError(ONE_PERSON_ONLY)
      const holdSeconds = holdSecondsOf(old, open)
      const created = await handOver(tx, old, personId, holdSeconds)
      const note = grounds ? await noteOfMerged(tx, created.id, personId) : null
      const steps = await moveSteps(tx, open, created.id, merged, note)
      if (grounds) {
        const { wanted } = step
        await recordMerged(
          tx,
          created.id,
          { wanted, found: merged.seen, text: merged.text, personId },
          grounds,
        )
      }
      await dropDecidedMerges(tx, old.id)
      const entry = { actor: "person", personId, contactId: old.contactId } as const
      await recordAudit(tx, {
        ...entry,
        action: "change.conflict-merged",
        detail: {
          ...auditDetailOfStep(step),
          continuedBy: created.id,
          ...groundsInAudit(grounds),
        },
      })
      await recordAudit(tx, {
        ...entry,
        action: "change.created",
        detail: {
          changeId: created.id,
          kind: created.kind,
          holdSeconds,
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
      await queue.wake(tx, created.id, created.holdUntil)
      return { outcome: "stored", changeId: created.id }
    })
  } catch (error) {
    if (error instanceof TooLateError) return { outcome: "too-late" }
    if (error instanceof RefusedError) return { outcome: "refused", message: error.message }
    throw error
  }
}
