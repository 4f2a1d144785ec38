import "server-only"
import { and, eq, inArray, ne, or, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { OtherDrafts } from "./other-drafts-types.ts"
import { isNewer } from "./run-order.ts"

const other = alias(drafts, "other_draft")

const waits = eq(other.status, "waiting")
const newerApproved = and(eq(other.status, "approved"), isNewer(other, drafts))

/**
 * What there is of the same client's other drafts beside these of the pipeline that wait, by id: runs about
 * two documents do not supersede each other. One query for all of them; a draft with no
 * others is not among them.
 */
export async function otherDrafts(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, OtherDrafts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      id: drafts.id,
      waiting: sql<
        string | null
      >`(array_agg(${other.id} order by ${other.receivedAt} desc) filter (where ${waits}))[1]`,
      approved: sql<
        string | null
      >`(array_agg(${other.id} order by ${other.decidedAt} desc) filter (where ${newerApproved}))[1]`,
      approvedAt: sql<
        number | null
      >`(extract(epoch from max(${other.decidedAt}) filter (where ${newerApproved})) * 1000)::float8`,
    })
    .from(drafts)
    .innerJoin(
      other,
      and(
        eq(other.contactId, drafts.contactId),
        ne(other.id, drafts.id),
        eq(other.origin, "pipeline"),
        or(waits, newerApproved),
      ),
    )
    .where(
      and(
        inArray(drafts.id, [...ids]),
        eq(drafts.origin, "pipeline"),
        eq(drafts.status, "waiting"),
      ),
    )
    .groupBy(drafts.id)
  return new Map(
    rows.map(({ id, waiting, approved, approvedAt }) => [
      id,
      {
        waiting,
        newerApproved:
          approved && approvedAt !== null
            ? { id: approved, at: new Date(approvedAt).toISOString() }
            : null,
      },
    ]),
  )
}
