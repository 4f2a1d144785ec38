import "server-only"
import { and, asc, eq, isNull, ne, or, sql } from "drizzle-orm"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { claimIsOpenTo } from "./claim.ts"
import { reviewSettings } from "./settings.ts"

/**
 * The next draft of the waiting queue for this person, in due order: free or theirs, not somebody
 * else's work, and not one that waits for a second person after their own approval. Null at the end.
 */
export async function nextReview(db: Db, person: Person): Promise<string | null> {
  const { targetHours, secondApprover } = await reviewSettings(db)
  const hours = sql`case when jsonb_array_length(${drafts.critical}) > 0 then ${targetHours.urgent}::double precision else ${targetHours.normal}::double precision end`
  const [row] = await db
    .select({ id: drafts.id })
    .from(drafts)
    .where(
      and(
        eq(drafts.status, "waiting"),
        claimIsOpenTo(person.id),
        or(isNull(drafts.assignedTo), eq(drafts.assignedTo, person.id)),
        secondApprover
          ? or(
              isNull(drafts.firstApprovedBy),
              ne(drafts.firstApprovedBy, person.id),
              ne(drafts.firstApprovedVersion, drafts.editVersion),
            )
          : undefined,
      ),
    )
    .orderBy(asc(sql`${drafts.receivedAt} + ${hours} * interval '1 hour'`), asc(drafts.receivedAt))
    .limit(1)
  return row?.id ?? null
}
