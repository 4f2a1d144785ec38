import "server-only"
import { and, eq, inArray, ne } from "drizzle-orm"
import { changeSteps, mergeDrafts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { dbNow } from "./engine/time.ts"

/**
 * A merged text as a person left it, null where they went back to the offer, and what stood in GHL on
 * their screen then. `version` counts its saves, from 1.
 */
export type MergeDraft = { text: string | null; found: string; version: number }

export type MergeSaved =
  | { outcome: "kept"; version: number }
  /** The same person saved in between, in another tab; nothing was overwritten. This is what is kept. */
  | { outcome: "clash"; version: number; text: string | null }
  /** There is no such conflict any more, or something else stands in GHL by now. */
  | { outcome: "gone" }

const NOTHING_KEPT = { text: null, version: 0 }

/** The steps of a change that are in conflict. */
const inConflict = (changeId: string) =>
  and(eq(changeSteps.changeId, changeId), eq(changeSteps.status, "conflict"))

/** What a person typed over the conflicts of a change and has not sent, by step id. */
export async function readMergeDrafts(
  db: Db,
  changeId: string,
  personId: string,
): Promise<Record<string, MergeDraft>> {
  const steps = db.select({ id: changeSteps.id }).from(changeSteps).where(inConflict(changeId))
  const rows = await db
    .select()
    .from(mergeDrafts)
    .where(and(eq(mergeDrafts.personId, personId), inArray(mergeDrafts.stepId, steps)))
  return Object.fromEntries(
    rows.map(({ stepId, text, found, version }) => [stepId, { text, found, version }]),
  )
}

/**
 * Keeps what a person types over a conflict. `version` is the one they started from, 0 where nothing was
 * kept: of two saves from the same version the first one counts, so one that comes late replaces nothing.
 */
export function storeMergeDraft(
  db: Db,
  personId: string,
  input: { changeId: string; stepId: string } & MergeDraft,
): Promise<MergeSaved> {
  const { changeId, stepId, text, found, version } = input
  return db.transaction(async (tx): Promise<MergeSaved> => {
    // Held until the text is kept: saves come one after the other, and a decision about the conflict,
    // which drops the text, must not miss it.
    const [step] = await tx
      .select({ found: changeSteps.found })
      .from(changeSteps)
      .where(and(eq(changeSteps.id, stepId), inConflict(changeId)))
      .for("update")
    if (!step || (step.found ?? "") !== found) return { outcome: "gone" }
    const [row] = await tx
      .select()
      .from(mergeDrafts)
      .where(and(eq(mergeDrafts.personId, personId), eq(mergeDrafts.stepId, stepId)))
    // What was typed over an earlier state of GHL has no say over this one.
    const kept = row?.found === found ? row : NOTHING_KEPT
    if (kept.version !== version) {
      if (kept.text === text) return { outcome: "kept", version: kept.version }
      return { outcome: "clash", version: kept.version, text: kept.text }
    }
    // Also where the text is the same: a save that is still on its way must find another version.
    const values = { text, found, version: version + 1, updatedAt: dbNow() }
    await tx
      .insert(mergeDrafts)
      .values({ personId, stepId, ...values })
      .onConflictDoUpdate({ target: [mergeDrafts.personId, mergeDrafts.stepId], set: values })
    return { outcome: "kept", version: values.version }
  })
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
