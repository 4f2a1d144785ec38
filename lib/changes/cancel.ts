import "server-only"
import { and, eq, inArray, isNull, lt, or } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { wakeNext } from "./engine/next.ts"
import type { ChangeQueue } from "./engine/queue.ts"
import { dbNow } from "./engine/time.ts"
import { dropDecidedMerges } from "./merge-draft.ts"
import type { ActOutcome } from "./outcome.ts"
import { processQueue } from "./process-queue.ts"
import { whyNot } from "./why-not.ts"

const CANCELLABLE = ["held", "queued", "waiting", "stopped", "conflict"] as const

/**
 * Gives up what a change has not written yet: the whole of it while it is held or in line, the rest of
 * it while it waits, has stopped or is in conflict. What was written stays; a write in doubt is left
 * as it is and is said to be.
 */
export function cancelChange(
  db: Db,
  changeId: string,
  personId: string,
  queue: ChangeQueue = processQueue(),
): Promise<ActOutcome> {
  return db.transaction(async (tx) => {
    const [cancelled] = await tx
      .update(changes)
      .set({
        status: "cancelled",
        finishedAt: dbNow(),
        resumeAt: null,
        leaseToken: null,
        leaseUntil: null,
        updatedAt: dbNow(),
      })
      .where(
        and(
          eq(changes.id, changeId),
          inArray(changes.status, CANCELLABLE),
          or(isNull(changes.leaseUntil), lt(changes.leaseUntil, dbNow())),
        ),
      )
      .returning()
    if (!cancelled) return whyNot(tx, changeId, CANCELLABLE)
    const given = await tx
      .update(changeSteps)
      .set({ status: "cancelled", finishedAt: dbNow() })
      .where(
        and(
          eq(changeSteps.changeId, changeId),
          inArray(changeSteps.status, ["pending", "stopped", "conflict"]),
        ),
      )
      .returning({ id: changeSteps.id })
    await dropDecidedMerges(tx, changeId)
    await recordAudit(tx, {
      actor: "person",
      personId,
      action: "change.cancelled",
      contactId: cancelled.contactId,
      detail: { changeId, stepsGivenUp: given.length },
    })
    await wakeNext(tx, queue, cancelled.contactId)
    return { ok: true }
  })
}
