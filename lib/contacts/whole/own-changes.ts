import "server-only"
import { and, asc, eq, gt, inArray, type SQLWrapper, sql } from "drizzle-orm"
import { z } from "zod"
import { normaliseTag } from "#lib/changes/normalise.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
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
    async settled(contactIds, since) {
      const kinds = ["set-field", "add-tag", "remove-tag"] as const
      const rows = await db
        .select({
          contactId: changes.contactId,
          at: milliseconds(changeSteps.finishedAt).mapWith(Number),
          kind: changeSteps.kind,
          target: changeSteps.target,
          wanted: changeSteps.wanted,
        })
        .from(changeSteps)
        .innerJoin(changes, eq(changes.id, changeSteps.changeId))
        .where(
          and(
            inArray(changes.contactId, [...contactIds]),
            inArray(changeSteps.kind, [...kinds]),
            eq(changeSteps.status, "done"),
            gt(changeSteps.finishedAt, sql`to_timestamp(${since}::float8 / 1000)`),
          ),
        )
        .orderBy(asc(changeSteps.finishedAt), asc(changes.seq), asc(changeSteps.position))
      return rows.flatMap(({ kind: one, target, ...rest }) => {
        const kind = kinds.find((known) => known === one)
        if (kind === undefined || target === null) return []
        return { ...rest, kind, target: kind === "set-field" ? target : normaliseTag(target) }
      })
    },
  }
}
