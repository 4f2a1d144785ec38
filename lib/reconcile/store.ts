import "server-only"
import { and, eq, isNull, notInArray, sql } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { drifts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { Difference } from "./types.ts"

type About = { changeId: string; contactId: string }

/** Stores what a look found: new ones, those still there, and those that are gone. */
export async function storeDifferences(
  db: Db,
  { changeId, contactId }: About,
  found: Difference[],
): Promise<void> {
  await db.transaction(async (tx) => {
    const kept: string[] = []
    for (const { kind, stepId, what } of found) {
      const [row] = await tx
        .insert(drifts)
        .values({ changeId, contactId, kind, stepId, what })
        .onConflictDoUpdate({
          target: [drifts.changeId, drifts.kind, drifts.what],
          set: {
            lastSeenAt: sql`now()`,
            // What went and came again is a new finding: nobody has looked at it yet.
            foundAt: sql`case when ${drifts.goneAt} is null then ${drifts.foundAt} else now() end`,
            acceptedBy: sql`case when ${drifts.goneAt} is null then ${drifts.acceptedBy} end`,
            acceptedAt: sql`case when ${drifts.goneAt} is null then ${drifts.acceptedAt} end`,
            goneAt: null,
          },
        })
        .returning({ id: drifts.id, isNew: sql<boolean>`${drifts.foundAt} = ${drifts.lastSeenAt}` })
      if (!row) throw new Error("A difference was not stored")
      kept.push(row.id)
      if (row.isNew) {
        await recordAudit(tx, {
          actor: "system",
          action: "drift.found",
          contactId,
          detail: { driftId: row.id, changeId, kind },
        })
      }
    }
    const gone = await tx
      .update(drifts)
      .set({ goneAt: dbNow() })
      .where(
        and(
          eq(drifts.changeId, changeId),
          isNull(drifts.goneAt),
          kept.length > 0 ? notInArray(drifts.id, kept) : undefined,
        ),
      )
      .returning({ id: drifts.id })
    for (const { id } of gone) {
      await recordAudit(tx, {
        actor: "system",
        action: "drift.gone",
        contactId,
        detail: { driftId: id, changeId },
      })
    }
  })
}
