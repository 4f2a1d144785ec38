import "server-only"
import { and, eq, exists, not, notInArray, or, sql } from "drizzle-orm"
import { changes } from "#lib/db/schema/changes.ts"
import { composerDrafts } from "#lib/db/schema/contacts.ts"
import type { Db } from "#lib/db/store.ts"

/** Text that nobody went on with is kept this long. */
const KEEP_DAYS = 30

/**
 * Removes composer drafts whose text stands in GHL, on whatever contact, and those that nobody has touched
 * for `keepDays`, unless a change of theirs is still on its way or waits for a person. Answers how many.
 */
export async function forgetComposerDrafts(db: Db, keepDays: number = KEEP_DAYS): Promise<number> {
  const written = exists(
    db
      .select({ one: sql`1` })
      .from(changes)
      .where(and(eq(changes.id, composerDrafts.changeId), eq(changes.status, "done"))),
  )
  const open = exists(
    db
      .select({ one: sql`1` })
      .from(changes)
      .where(
        and(
          eq(changes.id, composerDrafts.changeId),
          notInArray(changes.status, ["done", "cancelled"]),
        ),
      ),
  )
  const untouched = sql`${composerDrafts.updatedAt} < clock_timestamp() - ${keepDays}::int * interval '1 day'`
  const forgotten = await db
    .delete(composerDrafts)
    .where(or(written, and(untouched, not(open))))
    .returning({ contactId: composerDrafts.contactId })
  return forgotten.length
}
