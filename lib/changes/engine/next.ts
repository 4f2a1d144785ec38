import "server-only"
import { and, asc, eq } from "drizzle-orm"
import { changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { ChangeQueue } from "./queue.ts"

/** Wakes the contact's next change in line, which waited for the one that just let go. */
export async function wakeNext(tx: Db, queue: ChangeQueue, contactId: string): Promise<void> {
  const [next] = await tx
    .select({ id: changes.id })
    .from(changes)
    .where(and(eq(changes.contactId, contactId), eq(changes.status, "queued")))
    .orderBy(asc(changes.seq))
    .limit(1)
  if (next) await queue.wake(tx, next.id)
}
