import "server-only"
import { and, eq, inArray } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { reviewersOf } from "./reviewers.ts"

export type AssignOutcome =
  | { outcome: "assigned" }
  /** The draft is decided, superseded or gone. */
  | { outcome: "decided" }
  /** The person named may not review, or is not here any more. */
  | { outcome: "no-reviewer" }

/** Names whose work an undecided draft is, or nobody's. It is no claim: anybody may still review it. */
export function assignDraft(
  db: Db,
  { draftId, personId }: { draftId: string; personId: string | null },
  by: Person,
): Promise<AssignOutcome> {
  return db.transaction(async (tx): Promise<AssignOutcome> => {
    if (personId !== null && !(await reviewersOf(tx)).some(({ id }) => id === personId)) {
      return { outcome: "no-reviewer" }
    }
    const [assigned] = await tx
      .update(drafts)
      .set({ assignedTo: personId })
      .where(and(eq(drafts.id, draftId), inArray(drafts.status, ["waiting", "returned"])))
      .returning({ contactId: drafts.contactId })
    if (!assigned) return { outcome: "decided" }
    await recordAudit(tx, {
      actor: "person",
      personId: by.id,
      action: "draft.assigned",
      contactId: assigned.contactId,
      detail: { draftId, to: personId },
    })
    return { outcome: "assigned" }
  })
}
