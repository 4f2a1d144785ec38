import "server-only"
import { and, eq } from "drizzle-orm"
import type { PgUpdateSetSource } from "drizzle-orm/pg-core"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { rememberWritten } from "#lib/reviews/watch/remember.ts"
import type { FailureKind } from "../failures.ts"
import { writeAnew } from "../write-anew.ts"
import { alteredMark, forgetAltered, listAltered } from "./altered.ts"
import { auditDetailOfStep, auditEngine } from "./audit.ts"
import type { Doubt } from "./decide.ts"
import { type HeldChange, withLease } from "./lease.ts"
import { wakeNext } from "./next.ts"
import type { ChangeQueue } from "./queue.ts"
import type { StepRow } from "./rows.ts"
import { dbNow, dbNowPlus } from "./time.ts"

type StepPatch = PgUpdateSetSource<typeof changeSteps>

/** Where a run records: the store, the queue, and the change it holds the lease of. */
export type Run = {
  readonly db: Db
  readonly queue: ChangeQueue
  readonly change: HeldChange
  /** Pauses in a row without progress. */
  waits: number
}

const patchStep = (tx: Db, step: StepRow, patch: StepPatch) =>
  tx.update(changeSteps).set(patch).where(eq(changeSteps.id, step.id))

/** Why a run pauses, stops or ends, for the words on the screen. */
export type Reason = { failure: FailureKind | null; traceId: string | null }

/** Records a step that stands in GHL as wanted. */
export const recordDone = (
  run: Run,
  step: StepRow,
  outcome: {
    alreadySo: boolean
    madeId?: string
    /** What GHL has instead of what was wanted; null when it stands as wanted. */
    altered: string | null
    /** The note of an earlier approval, which is what this one comes to; null: there is none. */
    earlier: string | null
    /** It is altered because the account keeps HTML, as this write has shown. */
    takenForHtml: boolean
    traceId: string | null
  },
): Promise<void> =>
  withLease(run.db, run.change, async (tx) => {
    const { change } = run
    run.waits = 0
    await patchStep(tx, step, {
      status: "done",
      alreadySo: outcome.alreadySo,
      finishedAt: dbNow(),
      doubt: null,
      doubtSince: null,
      failureKind: null,
      traceId: outcome.traceId,
      ...(outcome.madeId ? { target: outcome.madeId } : {}),
      ...(outcome.altered === null ? {} : alteredMark(step, outcome.altered)),
      // What is compared with the note from now on, or taken back.
      ...(outcome.earlier === null ? {} : { wanted: outcome.earlier }),
    })
    await rememberWritten(tx, change, step)
    await tx
      .update(changes)
      .set({ status: "running", waits: 0, resumeAt: null, failureKind: null, updatedAt: dbNow() })
      .where(eq(changes.id, change.id))
    await auditEngine(
      tx,
      change,
      outcome.alreadySo ? "change.step-already-so" : "change.step-written",
      {
        ...auditDetailOfStep(step),
        ...(outcome.madeId
          ? { [step.kind === "create-task" ? "taskId" : "noteId"]: outcome.madeId }
          : {}),
        ...(outcome.altered === null ? {} : { differs: true }),
        attempts: step.attempts,
        traceId: outcome.traceId,
      },
    )
    if (step.kind === "create-note" && outcome.altered !== null) {
      const drift = await listAltered(tx, change, step)
      if (drift && outcome.takenForHtml) {
        await writeAnew(tx, drift, { personId: change.personId, actor: "system" }, run.queue)
      }
    }
    if (step.kind === "edit-note") await forgetAltered(tx, change, step.target ?? "")
  })

/** Records a step that a person says is done in their own way: it is not sent, and the change goes on. */
export const recordSkipped = (run: Run, step: StepRow): Promise<void> =>
  withLease(run.db, run.change, async (tx) => {
    const { change } = run
    // The change has got further: its next pause is a first one, of which the audit tells.
    run.waits = 0
    await tx.update(changes).set({ waits: 0 }).where(eq(changes.id, change.id))
    await patchStep(tx, step, {
      status: "skipped",
      finishedAt: dbNow(),
      detail: { ...step.detail, skipped: "by-hand" },
    })
    await auditEngine(tx, change, "change.step-skipped", auditDetailOfStep(step))
  })

/** Records what is known of a step's last send, or that nothing was sent after all. */
export const recordStep = (
  { db, change }: Run,
  step: StepRow,
  patch: StepPatch,
): Promise<StepRow> =>
  withLease(db, change, async (tx) => {
    const [row] = await patchStep(tx, step, patch).returning()
    if (!row) throw new Error(`Step ${step.id} is gone`)
    return row
  })

/** Records that a send of a step is in doubt: the audit knows of it, whatever comes of it. */
export const recordDoubt = (
  { db, change }: Run,
  step: StepRow,
  known: Reason & { doubt: Doubt },
): Promise<StepRow> =>
  withLease(db, change, async (tx) => {
    const [row] = await patchStep(tx, step, {
      status: "unsure",
      detail: step.detail,
      doubt: known.doubt,
      doubtSince: dbNow(),
      failureKind: known.failure,
      traceId: known.traceId,
    }).returning()
    if (!row) throw new Error(`Step ${step.id} is gone`)
    await auditEngine(tx, change, "change.step-unsure", {
      ...auditDetailOfStep(step),
      attempts: step.attempts,
      doubt: known.doubt,
      failure: known.failure,
      traceId: known.traceId,
    })
    return row
  })

const release = { leaseToken: null, leaseUntil: null } as const

/** Lets go of the change until `delayMs` have passed; it goes on by itself. */
export const recordPause = (
  { db, queue, change, waits }: Run,
  pause: Reason & { status: "waiting" | "unsure"; delayMs: number },
): Promise<void> =>
  withLease(db, change, async (tx) => {
    const [row] = await tx
      .update(changes)
      .set({
        ...release,
        status: pause.status,
        resumeAt: dbNowPlus(pause.delayMs),
        waits: waits + 1,
        failureKind: pause.failure,
        traceId: pause.traceId,
        updatedAt: dbNow(),
      })
      .where(eq(changes.id, change.id))
      .returning()
    await queue.wake(tx, change.id, row?.resumeAt)
    if (waits === 0) {
      await auditEngine(tx, change, `change.${pause.status}`, {
        failure: pause.failure,
        traceId: pause.traceId,
      })
    }
  })

/** Ends the run; a person decides how it goes on. The next change of the contact may start. */
export const recordHalt = (
  { db, queue, change }: Run,
  halt: Reason & {
    status: "stopped" | "conflict"
    step: StepRow | null
    /** What stands in GHL, for the three-way view of a conflict. */
    found?: string | null
  },
): Promise<void> =>
  withLease(db, change, async (tx) => {
    if (halt.step) {
      await patchStep(tx, halt.step, {
        status: halt.status,
        found: halt.found ?? null,
        doubt: null,
        doubtSince: null,
        failureKind: halt.failure,
        traceId: halt.traceId,
      })
    }
    await tx
      .update(changes)
      .set({
        ...release,
        status: halt.status,
        resumeAt: null,
        waits: 0,
        failureKind: halt.failure,
        traceId: halt.traceId,
        updatedAt: dbNow(),
      })
      .where(eq(changes.id, change.id))
    await auditEngine(tx, change, `change.${halt.status}`, {
      ...(halt.step ? auditDetailOfStep(halt.step) : {}),
      failure: halt.failure,
      traceId: halt.traceId,
    })
    await wakeNext(tx, queue, change.contactId)
  })

/** Ends the change: every step is done, or was given up by a person. */
export const recordFinish = ({ db, queue, change }: Run): Promise<void> =>
  withLease(db, change, async (tx) => {
    await tx
      .update(changes)
      .set({
        ...release,
        status: "done",
        finishedAt: dbNow(),
        resumeAt: null,
        failureKind: null,
        traceId: null,
        updatedAt: dbNow(),
      })
      .where(eq(changes.id, change.id))
    const skipped = await tx
      .select({ id: changeSteps.id })
      .from(changeSteps)
      .where(and(eq(changeSteps.changeId, change.id), eq(changeSteps.status, "skipped")))
    await auditEngine(tx, change, "change.done", { skippedSteps: skipped.length })
    await wakeNext(tx, queue, change.contactId)
  })
