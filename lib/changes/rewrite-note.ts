import "server-only"
import { and, eq } from "drizzle-orm"
import { changes, drifts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { isOpenAltered, mayRewrite } from "./altered.ts"
import type { ChangeQueue } from "./engine/queue.ts"
import { processQueue } from "./process-queue.ts"
import { writeAnew } from "./write-anew.ts"

export type RewriteOutcome =
  | { outcome: "stored"; changeId: string }
  /** Somebody has decided about it, or it is being written. */
  | { outcome: "too-late" }
  | { outcome: "refused"; message: string }

/**
 * Writes a note that GHL altered in the saving anew, for a person who has compared the two texts.
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
    const written = await writeAnew(tx, drift, { personId }, queue)
    if (written === null) {
      return {
        outcome: "refused",
        message:
          "The text is no longer kept here. Mend the note in GoHighLevel, or leave it as it is.",
      }
    }
    return { outcome: "stored", changeId: written }
  })
}
