import "server-only"
import { and, desc, eq, gt, inArray, isNotNull, ne } from "drizzle-orm"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { FailureKind } from "./failures.ts"

const NO_RIGHT: FailureKind[] = ["missing-scope", "forbidden"]

/**
 * Since when GHL refuses to let this token write (ISO instant), or null. Writing is never tried for the
 * sake of knowing: a change that stopped for want of the right tells, in whichever process it ran, until
 * it is tried again with success, is given up, or another one was written since. A change of a task may
 * have stopped for want of the right to read tasks, and says nothing.
 */
export async function writesRefusedSince(db: Db): Promise<string | null> {
  const [stopped] = await db
    .select({ at: changes.updatedAt })
    .from(changes)
    .where(
      and(
        eq(changes.status, "stopped"),
        inArray(changes.failureKind, NO_RIGHT),
        ne(changes.kind, "task"),
      ),
    )
    .orderBy(desc(changes.updatedAt))
    .limit(1)
  if (!stopped) return null
  const [written] = await db
    .select({ id: changeSteps.id })
    .from(changeSteps)
    .where(
      and(
        eq(changeSteps.status, "done"),
        eq(changeSteps.alreadySo, false),
        isNotNull(changeSteps.sentAt),
        gt(changeSteps.finishedAt, stopped.at),
      ),
    )
    .limit(1)
  return written ? null : stopped.at.toISOString()
}
