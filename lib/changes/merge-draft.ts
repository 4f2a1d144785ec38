import "server-only"
import { and, eq, inArray, ne } from "drizzle-orm"
import { changeSteps, mergeDrafts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { dbNow } from "./engine/time.ts"

/** A merged text as a person left it, and what stood in GHL on their screen then. */
export type MergeDraft = { text: string; found: string }

/** The steps of a change that are in conflict. */
const inConflict = (db: Db, changeId: string) =>
  db
    .select({ id: changeSteps.id })
    .from(changeSteps)
    .where(and(eq(changeSteps.changeId, changeId), eq(changeSteps.status, "conflict")))

/** What a person typed over the conflicts of a change and has not sent, by step id. */
export async function readMergeDrafts(
  db: Db,
  changeId: string,
  personId: string,
): Promise<Record<string, MergeDraft>> {
  const rows = await db
    .select()
    .from(mergeDrafts)
    .where(
      and(
        eq(mergeDrafts.personId, personId),
        inArray(mergeDrafts.stepId, inConflict(db, changeId)),
      ),
    )
  return Object.fromEntries(rows.map(({ stepId, text, found }) => [stepId, { text, found }]))
}

/** Keeps what a person types over a conflict; the last save counts. False when there is no such conflict. */
export function storeMergeDraft(
  db: Db,
  personId: string,
  input: { changeId: string; stepId: string } & MergeDraft,
): Promise<boolean> {
  const { changeId, stepId, text, found } = input
  return db.transaction(async (tx) => {
    // Held until the text is kept: a decision about the conflict drops the text, and must not miss it.
    const [step] = await inConflict(tx, changeId).for("share")
    if (step?.id !== stepId) return false
    const values = { text, found, updatedAt: dbNow() }
    await tx
      .insert(mergeDrafts)
      .values({ personId, stepId, ...values })
      .onConflictDoUpdate({ target: [mergeDrafts.personId, mergeDrafts.stepId], set: values })
    return true
  })
}

/** Throws a person's text over a conflict away. */
export async function discardMergeDraft(db: Db, personId: string, stepId: string): Promise<void> {
  await db
    .delete(mergeDrafts)
    .where(and(eq(mergeDrafts.personId, personId), eq(mergeDrafts.stepId, stepId)))
}

/** Drops all texts over conflicts of a change that are decided; to be called where one is. */
export async function dropDecidedMerges(tx: Db, changeId: string): Promise<void> {
  await tx.delete(mergeDrafts).where(
    inArray(
      mergeDrafts.stepId,
      tx
        .select({ id: changeSteps.id })
        .from(changeSteps)
        .where(and(eq(changeSteps.changeId, changeId), ne(changeSteps.status, "conflict"))),
    ),
  )
}
