import "server-only"
import { and, inArray, sql } from "drizzle-orm"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { dbNow } from "./time.ts"

/** Two reads of the same clock a moment apart, or machines that nearly agree, are no jump. */
const SLACK = sql`interval '2 seconds'`

const OPEN = ["held", "queued", "running", "waiting", "unsure"] as const

/**
 * After the database's clock was set back, every hold, pause and lease would last as much longer, and
 * a doubt would never settle. What was written "in the future" begins again now and keeps its length. So
 * does a lease that ends later than any can, whenever the rest of its row was written: a lease is renewed
 * alone, and the clock may have been ahead just then. Resolves to the number of changes that were moved.
 */
export async function mendAfterClockSetBack(db: Db, leaseMs: number): Promise<number> {
  const lease = sql`${leaseMs}::double precision * interval '1 millisecond'`
  const ahead = sql`${changes.updatedAt} > clock_timestamp() + ${SLACK}`
  const endless = sql`${changes.leaseUntil} > clock_timestamp() + ${lease} + ${SLACK}`
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
          else clock_timestamp() + ${lease} end`,
        updatedAt: dbNow(),
      })
      .where(and(inArray(changes.status, OPEN), ahead))
      .returning({ id: changes.id })
    const freed = await tx
      .update(changes)
      .set({ leaseUntil: sql`clock_timestamp() + ${lease}` })
      .where(and(inArray(changes.status, OPEN), endless))
      .returning({ id: changes.id })
    return moved.length + freed.length
  })
}
