import "server-only"
import { and, eq, not, or, type SQL, sql } from "drizzle-orm"
import { dbNow } from "#lib/changes/engine/time.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { QueueId } from "./queues.ts"
import { asksForTwo } from "./settings.ts"

/** Somebody reviews the draft now. */
export const isClaimed = sql<boolean>`coalesce(${drafts.claimedBy} is not null and ${drafts.claimedUntil} > ${dbNow()}, false)`

/** Somebody else than this person does. */
const isClaimedByOthers = (personId: string): SQL<boolean> =>
  sql<boolean>`(${isClaimed} and ${drafts.claimedBy} <> ${personId})`

export const isUrgent = sql<boolean>`(jsonb_array_length(${drafts.critical}) > 0)`

/**
 * Who gave the first of the two approvals that a waiting draft needs; null while nobody has. `turnOf`
 * decides by the same: two are needed, and the first is of the present texts.
 */
export const firstApprover = sql<
  string | null
>`case when ${drafts.status} = 'waiting' and ${isUrgent} and ${drafts.firstApprovedVersion} = ${drafts.editVersion} and ${asksForTwo} then ${drafts.firstApprovedBy} end`

/** Only a second person can go on with the draft, since this one gave the first approval. */
export const forSecondPerson = (personId: string): SQL<boolean> =>
  sql<boolean>`coalesce(${firstApprover} = ${personId}, false)`

/** What is in a queue, as this person sees it. */
export function inQueue(queue: QueueId, personId: string): SQL | undefined {
  switch (queue) {
    case "waiting":
      return and(
        eq(drafts.status, "waiting"),
        eq(drafts.backlog, false),
        sql`not ${isClaimedByOthers(personId)}`,
        not(forSecondPerson(personId)),
      )
    case "claimed":
      return and(eq(drafts.status, "waiting"), or(isClaimed, forSecondPerson(personId)))
    case "backlog":
      return and(eq(drafts.status, "waiting"), eq(drafts.backlog, true))
    default:
      return eq(drafts.status, queue)
  }
}

/** What `waiting` lacks because other people review it now. */
export const heldByOthers = (personId: string): SQL | undefined =>
  and(
    eq(drafts.status, "waiting"),
    eq(drafts.backlog, false),
    isClaimedByOthers(personId),
    not(forSecondPerson(personId)),
  )
