import "server-only"
import { and, inArray, sql } from "drizzle-orm"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { dbNow } from "./time.ts"

/** Two reads of the same clock a moment apart, or machines that nearly agree, are no jump. */
const SLACK = sql`interval '2 seconds'`

/**
 * After the database's clock was set back, every hold, pause and lease would last as much longer, and
 * a doubt would never settle. What was written "in the future" begins again now and keeps its length.
 * Resolves to the number of changes that were moved.
 */
export async function mendAfterClockSetBack(db: Db, leaseMs: number): Promise<number> {
  const ahead = sql`${changes.updatedAt} > clock_timestamp() + ${SLACK}`
  const again = (until: typeof changes.holdUntil | typeof changes.resumeAt) =>
    sql`clock_timestamp() + greatest(${until} - ${changes.updatedAt}, interval '0')`
  return db.transaction(async (tx) => {
    await tx
      .update(changeSteps)
      .set({ doubtSince: dbNow() })
      .where(sql`${changeSteps.doubtSince} > clock_timestamp() + ${SLACK}`)
    const moved = await tx
      .update(changes)
      .set({
        holdUntil: again(changes.holdUntil),
        resumeAt: again(changes.resumeAt),
        leaseUntil: sql`case when ${changes.leaseUntil} is null then null
          else clock_timestamp() + ${leaseMs}::double precision * interval '1 millisecond' end`,
        updatedAt: dbNow(),
      })
      .where(
        and(inArray(changes.status, ["held", "queued", "running", "waiting", "unsure"]), ahead),
      )
      .returning({ id: changes.id })
    return moved.length
  })
}
