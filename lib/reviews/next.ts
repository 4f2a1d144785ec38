import "server-only"
import { and, asc, desc, eq, isNull, or } from "drizzle-orm"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { inQueue, isUrgent } from "./queue-conditions.ts"
import { reopenCancelled } from "./reopen.ts"

/**
 * The next draft of the waiting queue for this person, urgent ones first, then by age, which is the
 * order of their due times: free or theirs, not somebody else's work, and not one that waits for a
 * second person after their own approval. Null at the end.
 */
export async function nextReview(db: Db, person: Person): Promise<string | null> {
  await reopenCancelled(db)
  const [row] = await db
    .select({ id: drafts.id })
    .from(drafts)
    .where(
      and(
        inQueue("waiting", person.id),
        or(isNull(drafts.assignedTo), eq(drafts.assignedTo, person.id)),
      ),
    )
    .orderBy(desc(isUrgent), asc(drafts.receivedAt))
    .limit(1)
  return row?.id ?? null
}
