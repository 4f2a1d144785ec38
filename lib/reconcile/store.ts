import "server-only"
import { and, eq, isNull, notInArray, sql } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { drifts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { Decided, Difference } from "./types.ts"

type About = Decided & { contactId: string }

/** Stores what a look found: new ones, those still there, and those that are gone. */
export async function storeDifferences(
  db: Db,
  { changeId, decisionId, contactId }: About,
  found: Difference[],
): Promise<void> {
  const whose: { decisionId: string } | { changeId: string } =
    changeId === null ? { decisionId } : { changeId }
  const whoseColumn = changeId === null ? drifts.decisionId : drifts.changeId
  await db.transaction(async (tx) => {
    const kept: string[] = []
    for (const { kind, stepId, what } of found) {
      const [row] = await tx
        .insert(drifts)
        .values({ ...whose, contactId, kind, stepId, what })
        .onConflictDoUpdate({
          target: [whoseColumn, drifts.kind, drifts.what],
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
          detail: { driftId: row.id, ...whose, kind },
        })
      }
    }
    const gone = await tx
      .update(drifts)
      .set({ goneAt: dbNow() })
      .where(
        and(
          changeId === null ? eq(drifts.decisionId, decisionId) : eq(drifts.changeId, changeId),
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
        detail: { driftId: id, ...whose },
      })
    }
  })
}
