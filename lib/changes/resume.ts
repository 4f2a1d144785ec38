import "server-only"
import { and, asc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import type { AuditVerb } from "#lib/audit/words.ts"
import type { AuditDetail } from "#lib/db/schema/audit.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { rememberLeft, rememberWritten } from "#lib/reviews/watch/remember.ts"
import { auditDetailOfStep } from "./engine/audit.ts"
import type { ChangeQueue } from "./engine/queue.ts"
import type { ChangeRow, StepRow } from "./engine/rows.ts"
import { dbNow } from "./engine/time.ts"
import { dropDecidedMerges } from "./merge-draft.ts"
import { OPEN_STEPS } from "./open-step.ts"
import type { ActOutcome } from "./outcome.ts"
import { processQueue } from "./process-queue.ts"
import type { ChangeStatus } from "./types.ts"
import { whyNot } from "./why-not.ts"

/** In the detail of a step that a person took over while its write was in doubt: what was known of the write. */
const IN_DOUBT = "inDoubt"

/** The change stands at another step, or over another text, than the person read. */
class MovedOnError extends Error {}

/** A change and, where a person read it on a page that may be old, the step that they read there. */
export type ReadChange = { changeId: string; stepId?: string }

/**
 * Puts a change back in line from one of `from`, applies `act` to its steps, and records who did it. Too
 * late where `stepId` is given and the change stands at another step by now.
 */
async function goOn(
  db: Db,
  input: ReadChange & {
    personId: string
    from: ChangeStatus[]
    action: AuditVerb
    queue: ChangeQueue
  },
  act: (tx: Db, change: ChangeRow) => Promise<StepRow[]>,
): Promise<ActOutcome> {
  const { changeId, personId, from, action, queue, stepId } = input
  const going = db.transaction(async (tx): Promise<ActOutcome> => {
    const [change] = await tx
      .update(changes)
      .set({
        // A change that waits or is in doubt has begun, and stays ahead of the contact's others.
        status: sql`case when ${changes.status} in ('waiting', 'unsure') then ${changes.status} else 'queued' end`,
        resumeAt: null,
        holdUntil: null,
        leaseToken: null,
        leaseUntil: null,
        waits: 0,
        failureKind: null,
        updatedAt: dbNow(),
      })
      .where(
        and(
          eq(changes.id, changeId),
          inArray(changes.status, from),
          or(isNull(changes.leaseUntil), lt(changes.leaseUntil, dbNow())),
        ),
      )
      .returning()
    if (!change) return whyNot(tx, changeId, from)
    if (stepId !== undefined) {
      const [open] = await firstOpenStep(tx, changeId)
      // Thrown: what was set above must not stand.
      if (open?.id !== stepId) throw new MovedOnError()
    }
    const steps = await act(tx, change)
    await dropDecidedMerges(tx, changeId)
    await recordAudit(tx, {
      actor: "person",
      personId,
      action,
      contactId: change.contactId,
      detail: steps[0] ? { ...auditDetailOfStep(steps[0]), ...doubtOf(steps[0]) } : { changeId },
    })
    await queue.wake(tx, changeId)
    return { ok: true }
  })
  return going.catch((error) => {
    if (error instanceof MovedOnError) return { ok: false, reason: "too-late" }
    throw error
  })
}

const doubtOf = ({ detail }: StepRow): AuditDetail =>
  detail[IN_DOUBT] ? { [IN_DOUBT]: detail[IN_DOUBT] } : {}

/** The step at which the change stands. */
const firstOpenStep = async (tx: Db, changeId: string): Promise<StepRow[]> =>
  tx
    .select()
    .from(changeSteps)
    .where(and(eq(changeSteps.changeId, changeId), inArray(changeSteps.status, [...OPEN_STEPS])))
    .orderBy(asc(changeSteps.position))
    .limit(1)

const again = { found: null, failureKind: null, doubt: null, doubtSince: null } as const

/**
 * Tries a stopped change again, or a waiting one or one in doubt now. Everything is read fresh before
 * anything is sent; a write still in doubt stays in doubt until its settling time is over.
 */
export function tryAgain(
  db: Db,
  changeId: string,
  personId: string,
  queue: ChangeQueue = processQueue(),
): Promise<ActOutcome> {
  const input = { changeId, personId, queue, action: "change.resumed" } as const
  return goOn(db, { ...input, from: ["stopped", "waiting", "unsure"] }, async (tx) => {
    const stepsIn = (status: "pending" | "stopped") =>
      and(eq(changeSteps.changeId, changeId), eq(changeSteps.status, status))
    // That an earlier send was turned away says nothing of this try.
    await tx.update(changeSteps).set({ failureKind: null }).where(stepsIn("pending"))
    return tx
      .update(changeSteps)
      .set({ status: "pending", ...again })
      .where(stepsIn("stopped"))
      .returning()
  })
}

/**
 * The person did the step at which the change stopped by hand in GHL. The worker looks, records what
 * it finds, and goes on with the next step; it does not send this one. A step in doubt is closed at
 * once, without a look, which may be what GHL does not allow; nothing is sent while it is in doubt.
 * Too late where the change stands at another step by now than the person read.
 */
export function markDoneByHand(
  db: Db,
  read: ReadChange,
  personId: string,
  queue: ChangeQueue = processQueue(),
): Promise<ActOutcome> {
  const input = { ...read, personId, queue, action: "change.done-by-hand" } as const
  return goOn(db, { ...input, from: ["stopped", "unsure"] }, async (tx, change) => {
    const [step] = await firstOpenStep(tx, change.id)
    if (!step) return []
    // One that was being sent when Caredesk itself failed is as doubtful.
    if (step.status === "unsure" || step.status === "sending") return closeInDoubt(tx, change, step)
    return tx
      .update(changeSteps)
      .set({ status: "pending", ...again, detail: { ...step.detail, byHand: "yes" } })
      .where(eq(changeSteps.id, step.id))
      .returning()
  })
}

/** Closes a step whose write may yet be found in GHL: its text counts as known to Caredesk from now on. */
async function closeInDoubt(tx: Db, change: ChangeRow, step: StepRow): Promise<StepRow[]> {
  await rememberWritten(tx, change, step)
  // Nothing of it is in doubt any more; the rest stays ahead of the contact's other changes.
  await tx.update(changes).set({ status: "waiting" }).where(eq(changes.id, change.id))
  return tx
    .update(changeSteps)
    .set({
      status: "skipped",
      finishedAt: dbNow(),
      ...again,
      detail: { ...step.detail, skipped: "by-hand", [IN_DOUBT]: step.doubt ?? "unknown" },
    })
    .where(eq(changeSteps.id, step.id))
    .returning()
}

export type ConflictChoice =
  /** What stands in GHL stays, which is what the person read; the step is given up and the change goes on. */
  | { keep: "theirs"; seen?: string }
  /** Write it all the same: over the text that the person now has on the screen, and no other. */
  | { keep: "ours"; seen: string }

/**
 * Decides a conflict. A text that changed yet again since the person looked is a new conflict, and one of
 * another step than they read is not decided with it; nor is a text kept that is another than they saw.
 */
export function resolveConflict(
  db: Db,
  read: ReadChange,
  personId: string,
  choice: ConflictChoice,
  queue: ChangeQueue = processQueue(),
): Promise<ActOutcome> {
  const action = choice.keep === "theirs" ? "change.conflict-kept" : "change.conflict-overwritten"
  const input = { ...read, personId, queue, action } as const
  return goOn(db, { ...input, from: ["conflict"] }, async (tx, change) => {
    const [step] = await firstOpenStep(tx, change.id)
    if (!step) return []
    if (choice.keep === "theirs") {
      // It counts as read from now on: another text than that must not.
      if (choice.seen !== undefined && choice.seen !== (step.found ?? "")) throw new MovedOnError()
      await rememberLeft(tx, change, step)
    }
    return tx
      .update(changeSteps)
      .set(
        choice.keep === "theirs"
          ? {
              status: "skipped",
              finishedAt: dbNow(),
              ...again,
              detail: { ...step.detail, skipped: "kept-theirs" },
            }
          : { status: "pending", ...again, seen: choice.seen },
      )
      .where(eq(changeSteps.id, step.id))
      .returning()
  })
}
