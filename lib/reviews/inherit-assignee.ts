import "server-only"
import { and, eq, inArray, isNull } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { reviewersOf } from "./reviewers.ts"

/** A draft that was set aside, and whose work it was. */
type Aside = { id: string; assignedTo: string | null; receivedAt: Date }

/**
 * Assigns the draft that took the place of others to whom they were assigned; of several people, to the
 * one of the draft that arrived last. Else the work would leave that person's list, and be nobody's.
 * Whoever was named for the newer draft itself stays, and nobody is named who may not review any more.
 * In the transaction that set the others aside.
 */
export async function inheritAssignee(
  db: Db,
  asides: readonly Aside[],
  heirId: string,
): Promise<void> {
  const assigned = asides.filter(({ assignedTo }) => assignedTo !== null)
  if (assigned.length === 0) return
  const here = new Set((await reviewersOf(db)).map(({ id }) => id))
  const [last] = assigned
    .filter(({ assignedTo }) => assignedTo !== null && here.has(assignedTo))
    .sort((one, other) => other.receivedAt.getTime() - one.receivedAt.getTime())
  if (!last) return
  const [heir] = await db
    .update(drafts)
    .set({ assignedTo: last.assignedTo })
    .where(
      and(
        eq(drafts.id, heirId),
        isNull(drafts.assignedTo),
        inArray(drafts.status, ["waiting", "returned"]),
      ),
    )
    .returning({ contactId: drafts.contactId })
  if (!heir) return
  await recordAudit(db, {
    actor: "system",
    action: "draft.assigned",
    contactId: heir.contactId,
    detail: { draftId: heirId, to: last.assignedTo, inheritedFrom: last.id },
  })
}
