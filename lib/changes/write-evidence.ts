import "server-only"
import {
  and,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { FailureKind } from "./failures.ts"
import type { StepKind } from "./types.ts"

/** `since`: ISO instant. `traceId`: of the refusal, for GHL's support. */
type Refused<Kind extends FailureKind> = { since: string; kind: Kind; traceId: string | null }

export type WritesRefused = Refused<"missing-scope" | "forbidden">
/** Of tasks alone. `unauthorized`: the plain 401 of a bad token, given to one that just read the tasks. */
export type TasksRefused = Refused<"unauthorized" | "forbidden">

const NO_RIGHT: WritesRefused["kind"][] = ["missing-scope", "forbidden"]
const NO_RIGHT_TO_TASKS: TasksRefused["kind"][] = ["unauthorized", "forbidden"]
const OF_TASKS: StepKind[] = ["create-task", "set-task"]

const isOfTask = inArray(changeSteps.kind, OF_TASKS)

/** Accounts were seen to refuse tasks alone with 403; where GHL names the scope, it is that of every write. */
const tellsOfWriting = and(
  inArray(changeSteps.failureKind, NO_RIGHT),
  or(notInArray(changeSteps.kind, OF_TASKS), eq(changeSteps.failureKind, "missing-scope")),
)
const tellsOfTasks = and(isOfTask, inArray(changeSteps.failureKind, NO_RIGHT_TO_TASKS))

const isWritten = and(
  eq(changeSteps.status, "done"),
  eq(changeSteps.alreadySo, false),
  isNotNull(changeSteps.sentAt),
)

/**
 * The latest change that stopped as the send of a step was turned away, with nothing of `proof` written
 * since. A refused read leaves no failure on the step.
 */
async function turnedAway(db: Db, tells: SQL | undefined, proof: SQL | undefined) {
  const [stopped] = await db
    .select({ at: changes.updatedAt, kind: changeSteps.failureKind, traceId: changes.traceId })
    .from(changes)
    .innerJoin(changeSteps, eq(changeSteps.changeId, changes.id))
    .where(
      and(
        eq(changes.status, "stopped"),
        eq(changeSteps.status, "pending"),
        eq(changeSteps.failureKind, changes.failureKind),
        tells,
      ),
    )
    .orderBy(desc(changes.updatedAt))
    .limit(1)
  // Polled by every open page: where nothing is stopped, no more is read.
  if (!stopped) return null
  const [since] = await db
    .select({ id: changeSteps.id })
    .from(changeSteps)
    .where(and(proof, gt(changeSteps.finishedAt, stopped.at)))
    .limit(1)
  if (since) return null
  return { since: stopped.at.toISOString(), kind: stopped.kind, traceId: stopped.traceId }
}

/**
 * Since when GHL refuses this token its writes; null while nothing says so. Writing is never tried for
 * the sake of knowing: a change whose send was refused for want of the right tells, in whichever process
 * it ran, until it is tried again, is given up, or another one was written since. One that already
 * stopped at its fresh read says nothing of writing.
 */
export async function writesRefused(db: Db): Promise<WritesRefused | null> {
  const found = await turnedAway(db, tellsOfWriting, isWritten)
  return found && { ...found, kind: found.kind === "forbidden" ? "forbidden" : "missing-scope" }
}

/**
 * The same of tasks alone: a send of one was answered with 403 or a plain 401, right after the tasks were
 * read. Another task that was written since tells otherwise; what else is written says nothing of tasks.
 */
export async function tasksRefused(db: Db): Promise<TasksRefused | null> {
  const found = await turnedAway(db, tellsOfTasks, and(isWritten, isOfTask))
  return found && { ...found, kind: found.kind === "forbidden" ? "forbidden" : "unauthorized" }
}

/** When a write was last read back from GHL (ISO instant), by any process; null: never. */
export async function lastWritten(db: Db): Promise<string | null> {
  const [last] = await db
    .select({ at: changeSteps.finishedAt })
    .from(changeSteps)
    .where(and(isWritten, isNotNull(changeSteps.finishedAt)))
    .orderBy(desc(changeSteps.finishedAt))
    .limit(1)
  return last?.at?.toISOString() ?? null
}

/**
 * When a write was last refused whose change was then given up (ISO instant); null: never. The change
 * keeps no instant of its stop once it is cancelled: the audit does.
 */
export async function refusalGivenUp(db: Db): Promise<string | null> {
  const steps = db
    .select({ id: changeSteps.id })
    .from(changeSteps)
    .where(
      and(
        eq(changeSteps.changeId, changes.id),
        eq(changeSteps.status, "cancelled"),
        tellsOfWriting,
      ),
    )
  const [last] = await db
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .innerJoin(
      changes,
      and(
        eq(auditEvents.contactId, changes.contactId),
        eq(sql`${auditEvents.detail} ->> 'changeId'`, sql`${changes.id}::text`),
      ),
    )
    .where(
      and(eq(auditEvents.action, "change.stopped"), eq(changes.status, "cancelled"), exists(steps)),
    )
    .orderBy(desc(auditEvents.at))
    .limit(1)
  return last?.at.toISOString() ?? null
}
