import "server-only"
import { and, eq, inArray, isNull, sql } from "drizzle-orm"
import { changeSteps, changes, drifts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { auditEngine } from "./audit.ts"
import type { ChangeRow, StepRow } from "./rows.ts"
import { dbNow } from "./time.ts"

/** What tells on a step that GHL altered its text. `found`: what it reads there. */
export const alteredMark = ({ detail }: Pick<StepRow, "detail">, found: string) => ({
  detail: { ...detail, differs: "yes" },
  found,
})

/** Takes the mark off: the text stands as it was approved, or a person wrote another. */
const unmarked = { detail: sql`${changeSteps.detail} - 'differs'`, found: null }

/**
 * Lists a note that reads otherwise in GHL than it was sent, in the same transaction that says it is made;
 * null: it was listed before.
 */
export async function listAltered(
  tx: Db,
  change: ChangeRow,
  step: StepRow,
): Promise<typeof drifts.$inferSelect | null> {
  const [drift] = await tx
    .insert(drifts)
    .values({
      changeId: change.id,
      contactId: change.contactId,
      kind: "note-altered",
      stepId: step.id,
      what: step.reference ?? "",
    })
    .onConflictDoNothing()
    .returning()
  if (!drift) return null
  await auditEngine(tx, change, "drift.found", { driftId: drift.id, kind: "note-altered" })
  return drift
}

/** A text of a person's was written into this note: how GHL altered an earlier one is no matter any more. */
export async function forgetAltered(tx: Db, change: ChangeRow, noteId: string): Promise<void> {
  const steps = await tx
    .update(changeSteps)
    .set(unmarked)
    .where(
      and(
        eq(changeSteps.kind, "create-note"),
        eq(changeSteps.target, noteId),
        sql`${changeSteps.detail} ? 'differs'`,
        inArray(
          changeSteps.changeId,
          tx
            .select({ id: changes.id })
            .from(changes)
            .where(eq(changes.contactId, change.contactId)),
        ),
      ),
    )
    .returning({ id: changeSteps.id })
  if (steps.length === 0) return
  const ids = steps.map(({ id }) => id)
  const gone = await tx
    .update(drifts)
    .set({ goneAt: dbNow() })
    .where(and(inArray(drifts.stepId, ids), eq(drifts.kind, "note-altered"), isNull(drifts.goneAt)))
    .returning({ id: drifts.id })
  for (const { id } of gone) await auditEngine(tx, change, "drift.gone", { driftId: id })
}

/** Keeps what a later look found of an altered note; null: it reads as it was approved. */
export async function keepAltered(tx: Db, stepId: string, found: string | null): Promise<void> {
  await tx
    .update(changeSteps)
    .set(found === null ? unmarked : { found })
    .where(and(eq(changeSteps.id, stepId), sql`${changeSteps.detail} ? 'differs'`))
}
