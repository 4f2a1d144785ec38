import "server-only"
import { gt, type SQLWrapper, sql } from "drizzle-orm"
import { z } from "zod"
import { changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { OwnChanges } from "./types.ts"

const answer = z.object({ rows: z.tuple([z.object({ ms: z.coerce.number() })]) })

const milliseconds = (instant: SQLWrapper) =>
  sql<number>`(extract(epoch from ${instant}) * 1000)::float8`

/** Our own changes as the store has them: those of every process, by the store's one clock. */
export function ownChangesIn(db: Db): OwnChanges {
  return {
    async now() {
      const result = await db.execute(sql`select ${milliseconds(sql`clock_timestamp()`)} as ms`)
      return answer.parse(result).rows[0].ms
    },
    since: (at) =>
      db
        .select({
          contactId: changes.contactId,
          at: milliseconds(sql`max(${changes.updatedAt})`).mapWith(Number),
        })
        .from(changes)
        .where(gt(changes.updatedAt, sql`to_timestamp(${at}::float8 / 1000)`))
        .groupBy(changes.contactId),
  }
}
