import "server-only"
import { and, desc, eq, exists, gt, inArray, isNotNull, ne, or } from "drizzle-orm"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { FailureKind } from "./failures.ts"

const NO_RIGHT: FailureKind[] = ["missing-scope", "forbidden"]

/** `since`: ISO instant. `traceId`: of the refusal, for GHL's support. */
export type WritesRefused = {
  since: string
  kind: "missing-scope" | "forbidden"
  traceId: string | null
}

/** The send of a step was turned away; a refused read leaves no failure on the step. */
const sendTurnedAway = and(
  eq(changeSteps.changeId, changes.id),
  eq(changeSteps.status, "pending"),
  inArray(changeSteps.failureKind, NO_RIGHT),
)

const isWritten = and(
  eq(changeSteps.status, "done"),
  eq(changeSteps.alreadySo, false),
  isNotNull(changeSteps.sentAt),
)

/**
 * Since when GHL refuses this token its writes; null while nothing says so. Writing is never tried for
 * the sake of knowing: a change whose send was refused for want of the right tells, in whichever process
 * it ran, until it is tried again, is given up, or another one was written since. One that already
 * stopped at its fresh read says nothing of writing; neither does a 403 to a task, for accounts were seen
 * to refuse tasks alone so. Where GHL names the scope, it is that of every write.
 */
export async function writesRefused(db: Db): Promise<WritesRefused | null> {
  const [stopped] = await db
    .select({ at: changes.updatedAt, kind: changes.failureKind, traceId: changes.traceId })
    .from(changes)
    .where(
      and(
        eq(changes.status, "stopped"),
        inArray(changes.failureKind, NO_RIGHT),
        or(ne(changes.kind, "task"), eq(changes.failureKind, "missing-scope")),
        exists(db.select({ id: changeSteps.id }).from(changeSteps).where(sendTurnedAway)),
      ),
    )
    .orderBy(desc(changes.updatedAt))
    .limit(1)
  // Polled by every open page: where nothing is stopped, no more is read.
  if (!stopped) return null
  const [since] = await db
    .select({ id: changeSteps.id })
    .from(changeSteps)
    .where(and(isWritten, gt(changeSteps.finishedAt, stopped.at)))
    .limit(1)
  if (since) return null
  return {
    since: stopped.at.toISOString(),
    kind: stopped.kind === "forbidden" ? "forbidden" : "missing-scope",
    traceId: stopped.traceId,
  }
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
