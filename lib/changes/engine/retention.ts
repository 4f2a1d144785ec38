import "server-only"
import { and, eq, exists, inArray, isNotNull, ne, or, sql } from "drizzle-orm"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"

/** Texts are kept this long after a change is over: for looking back, and for undoing it. */
const KEEP_DAYS = 30

/** Removes the texts of changes that are long over; who, when, what kind and fingerprints stay. */
export async function forgetOldTexts(db: Db, keepDays: number = KEEP_DAYS): Promise<number> {
  const over = db
    .select({ one: sql`1` })
    .from(changes)
    .where(
      and(
        eq(changes.id, changeSteps.changeId),
        inArray(changes.status, ["done", "cancelled"]),
        sql`${changes.finishedAt} < clock_timestamp() - ${keepDays}::int * interval '1 day'`,
      ),
    )
  const forgotten = await db
    .update(changeSteps)
    .set({ seen: null, wanted: "", found: null })
    .where(
      and(
        inArray(changeSteps.kind, ["set-field", "create-note", "edit-note", "create-task"]),
        or(isNotNull(changeSteps.seen), isNotNull(changeSteps.found), ne(changeSteps.wanted, "")),
        exists(over),
      ),
    )
    .returning({ id: changeSteps.id })
  return forgotten.length
}
