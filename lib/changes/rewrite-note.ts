import "server-only"
import { and, eq } from "drizzle-orm"
import { changeSteps, changes, drifts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { canWriteAnew, isOpenAltered, mayRewrite } from "./altered.ts"
import { createChange } from "./create.ts"
import type { ChangeQueue } from "./engine/queue.ts"
import { processQueue } from "./instance.ts"

export type RewriteOutcome =
  | { outcome: "stored"; changeId: string }
  /** Somebody has decided about it, or it is being written. */
  | { outcome: "too-late" }
  | { outcome: "refused"; message: string }

/**
 * Writes a note that GHL altered in the saving anew, by a change like any other: what was seen is the
 * altered text, so that whatever somebody wrote into the note since then is a conflict and stays.
 */
export function rewriteNote(
  db: Db,
  changeId: string,
  personId: string,
  queue: ChangeQueue = processQueue(),
): Promise<RewriteOutcome> {
  return db.transaction(async (tx): Promise<RewriteOutcome> => {
    // The lock on the difference lets one through at a time.
    const [drift] = await tx
      .select()
      .from(drifts)
      .where(and(eq(drifts.changeId, changeId), isOpenAltered))
      .for("update")
    if (!drift?.stepId) return { outcome: "too-late" }
    const [earlier] = drift.mendedBy
      ? await tx
          .select({ changeId: changes.id, status: changes.status })
          .from(changes)
          .where(eq(changes.id, drift.mendedBy))
      : []
    if (!mayRewrite(earlier ?? null)) return { outcome: "too-late" }
    const [step] = await tx.select().from(changeSteps).where(eq(changeSteps.id, drift.stepId))
    if (!step?.target || !canWriteAnew(step)) {
      return {
        outcome: "refused",
        message:
          "The text is no longer kept here. Mend the note in GoHighLevel, or leave it as it is.",
      }
    }
    const created = await createChange(
      tx,
      {
        contactId: drift.contactId,
        kind: "mend",
        personId,
        steps: [
          {
            kind: "edit-note",
            noteId: step.target,
            label: "the altered note",
            seen: step.found ?? "",
            wanted: step.wanted,
          },
        ],
      },
      queue,
    )
    await tx.update(drifts).set({ mendedBy: created.changeId }).where(eq(drifts.id, drift.id))
    return { outcome: "stored", changeId: created.changeId }
  })
}
