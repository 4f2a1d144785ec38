import "server-only"
import { eq } from "drizzle-orm"
import { changeSteps, drifts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { canWriteAnew } from "./altered.ts"
import { createChange } from "./create.ts"
import type { ChangeQueue } from "./engine/queue.ts"
import type { ChangeRequest } from "./types.ts"

/**
 * Puts the text that was sent into a note that GHL altered in the saving, by a change like any other: what
 * was seen is the altered text, so that whatever somebody wrote into the note since then is a conflict and
 * stays. The id of that change; null: the texts are no longer kept.
 */
export async function writeAnew(
  tx: Db,
  drift: typeof drifts.$inferSelect,
  by: Pick<ChangeRequest, "personId" | "actor">,
  queue: ChangeQueue,
): Promise<string | null> {
  if (drift.stepId === null) return null
  const [step] = await tx.select().from(changeSteps).where(eq(changeSteps.id, drift.stepId))
  if (!step?.target || !canWriteAnew(step)) return null
  const { changeId } = await createChange(
    tx,
    {
      ...by,
      contactId: drift.contactId,
      kind: "mend",
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
  await tx.update(drifts).set({ mendedBy: changeId }).where(eq(drifts.id, drift.id))
  return changeId
}
