import "server-only"
import { count, sql } from "drizzle-orm"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { WaitingCount } from "./inbox-types.ts"
import { inQueue, isUrgent } from "./queue-conditions.ts"
import { reopenCancelled } from "./reopen.ts"

/** How many drafts wait for this person, those that others review now left out. */
export async function waitingDrafts(db: Db, personId: string): Promise<WaitingCount> {
  await reopenCancelled(db)
  const [row] = await db
    .select({ waiting: count(), urgent: sql<number>`count(*) filter (where ${isUrgent})::int` })
    .from(drafts)
    .where(inQueue("waiting", personId))
  return { waiting: row?.waiting ?? 0, urgent: row?.urgent ?? 0 }
}
