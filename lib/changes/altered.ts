import "server-only"
import { and, eq, inArray, sql } from "drizzle-orm"
import { changeSteps, changes, drifts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { isOpenDrift } from "./differences.ts"
import type { StepRow } from "./engine/rows.ts"
import type { AlteredNote, ChangeStatus } from "./types.ts"

/** A note that GHL altered in the saving, and that nobody has decided about. */
export const isOpenAltered = and(eq(drifts.kind, "note-altered"), isOpenDrift)

/** Whether a change has written such a note. */
export const hasOpenAltered = sql`exists (select 1 from ${drifts} where ${drifts.changeId} = ${changes.id} and ${isOpenAltered})`

/** Whether a note of a change reads otherwise in GHL than it was sent, decided about or not. */
export const hasAlteredNote = sql<boolean>`exists (select 1 from ${changeSteps} where ${changeSteps.changeId} = ${changes.id} and ${changeSteps.kind} = 'create-note' and ${changeSteps.detail} ? 'differs')`

const OVER: ChangeStatus[] = ["done", "cancelled"]

/** Whether the mending of an altered note is over, or none has begun. */
export const mayRewrite = (rewrite: AlteredNote["rewrite"]): boolean =>
  rewrite === null || OVER.includes(rewrite.status)

/** What is needed to write a note anew: which it is, what was approved, and what was seen of it. */
export const canWriteAnew = ({ target, wanted, found }: StepRow): boolean =>
  target !== null && wanted !== "" && found !== null && found.trim() !== ""

/** The altered note of each of these changes that somebody has to decide about, by the change's id. */
export async function alteredOf(db: Db, changeIds: string[]): Promise<Map<string, AlteredNote>> {
  if (changeIds.length === 0) return new Map()
  const found = await db
    .select({ drift: drifts, step: changeSteps, status: changes.status })
    .from(drifts)
    .innerJoin(changeSteps, eq(changeSteps.id, drifts.stepId))
    .leftJoin(changes, eq(changes.id, drifts.mendedBy))
    .where(and(inArray(drifts.changeId, changeIds), isOpenAltered))
  return new Map(
    found.map(({ drift, step, status }) => {
      const rewrite = drift.mendedBy && status ? { changeId: drift.mendedBy, status } : null
      return [
        drift.changeId ?? "",
        {
          driftId: drift.id,
          approved: step.wanted,
          found: step.found,
          rewrite,
          canRewrite: mayRewrite(rewrite) && canWriteAnew(step),
        },
      ]
    }),
  )
}
