import "server-only"
import { and, eq, isNull } from "drizzle-orm"
import { createChange } from "#lib/changes/create.ts"
import { changeSteps, drifts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { Surplus } from "./types.ts"

/** Reference as a person still reads it, and as no search of ours finds it. */
const spoiled = (reference: string) => reference.replace("-", " ")

/** A surplus note as it shall stand: it says what it is, keeps its text, and counts as ours no more. */
function markedSurplus({ body, reference }: Pick<Surplus, "body" | "reference">): string {
  const text = body.replaceAll(new RegExp(reference, "gi"), spoiled(reference))
  return `Duplicate: Caredesk made this note twice by mistake, and the earlier one counts. That one carries the Caredesk ref ${spoiled(reference)} written with a hyphen.\n\n${text}`
}

/**
 * Marks a surplus note of ours, by a change like any other: at most once for each note, in the name of
 * the person whose decision made it, recorded as Caredesk's own doing.
 */
export async function markSurplus(
  db: Db,
  about: { changeId: string; contactId: string; personId: string; stepId: string },
  surplus: Surplus,
): Promise<void> {
  const drift = and(
    eq(drifts.changeId, about.changeId),
    eq(drifts.kind, "note-surplus"),
    eq(drifts.what, surplus.noteId),
    isNull(drifts.mendedBy),
  )
  await db.transaction(async (tx) => {
    const [open] = await tx.select({ id: drifts.id }).from(drifts).where(drift).for("update")
    if (!open) return
    const { changeId } = await createChange(tx, {
      contactId: about.contactId,
      kind: "mend",
      personId: about.personId,
      actor: "system",
      steps: [
        {
          kind: "edit-note",
          noteId: surplus.noteId,
          label: "the surplus note",
          seen: surplus.body,
          wanted: markedSurplus(surplus),
        },
      ],
    })
    await tx.update(drifts).set({ mendedBy: changeId }).where(eq(drifts.id, open.id))
    // The older note is the decision's from now on, also for taking it back.
    await tx
      .update(changeSteps)
      .set({ target: surplus.keptNoteId })
      .where(eq(changeSteps.id, about.stepId))
  })
}
