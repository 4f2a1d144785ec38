import "server-only"
import { and, eq, type SQL, sql } from "drizzle-orm"
import { dbNow } from "#lib/changes/engine/time.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { QueueId } from "./queues.ts"

/** Somebody reviews the draft now. */
export const isClaimed = sql<boolean>`coalesce(${drafts.claimedBy} is not null and ${drafts.claimedUntil} > ${dbNow()}, false)`

/** Somebody else than this person does. */
const isClaimedByOthers = (personId: string): SQL<boolean> =>
  sql<boolean>`(${isClaimed} and ${drafts.claimedBy} <> ${personId})`

export const isUrgent = sql<boolean>`(jsonb_array_length(${drafts.critical}) > 0)`

/** What is in a queue, as this person sees it. */
export function inQueue(queue: QueueId, personId: string): SQL | undefined {
  switch (queue) {
    case "waiting":
      return and(
        eq(drafts.status, "waiting"),
        eq(drafts.backlog, false),
        sql`not ${isClaimedByOthers(personId)}`,
      )
    case "claimed":
      return and(eq(drafts.status, "waiting"), isClaimed)
    case "backlog":
      return and(eq(drafts.status, "waiting"), eq(drafts.backlog, true))
    default:
      return eq(drafts.status, queue)
  }
}

/** What `waiting` lacks because other people review it now. */
export const heldByOthers = (personId: string): SQL | undefined =>
  and(eq(drafts.status, "waiting"), eq(drafts.backlog, false), isClaimedByOthers(personId))
