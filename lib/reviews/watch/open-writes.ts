import "server-only"
import { and, eq, inArray, or } from "drizzle-orm"
import { sameText } from "#lib/changes/normalise.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"

/** Contacts, of these, on whose field a write of ours is on its way or in conflict. */
export async function withOpenWrites(
  db: Db,
  contactIds: string[],
  fieldId: string,
): Promise<Set<string>> {
  if (contactIds.length === 0) return new Set()
  const rows = await db
    .selectDistinct({ contactId: changes.contactId })
    .from(changeSteps)
    .innerJoin(changes, eq(changes.id, changeSteps.changeId))
    .where(
      and(
        inArray(changes.contactId, contactIds),
        eq(changeSteps.kind, "set-field"),
        eq(changeSteps.target, fieldId),
        inArray(changeSteps.status, ["pending", "sending", "unsure", "conflict"]),
        inArray(changes.status, ["held", "queued", "running", "waiting", "unsure", "conflict"]),
      ),
    )
  return new Set(rows.map(({ contactId }) => contactId))
}

/**
 * Whether a write that has stopped waits for a person who saw this very text: it is dealt with there.
 * Another text that came meanwhile is not.
 */
export async function isSeenByStopped(
  db: Db,
  { contactId, fieldId }: { contactId: string; fieldId: string },
  text: string,
): Promise<boolean> {
  const rows = await db
    .select({ seen: changeSteps.seen })
    .from(changeSteps)
    .innerJoin(changes, eq(changes.id, changeSteps.changeId))
    .where(
      and(
        eq(changes.contactId, contactId),
        eq(changes.status, "stopped"),
        eq(changeSteps.target, fieldId),
        or(eq(changeSteps.status, "stopped"), eq(changeSteps.status, "pending")),
      ),
    )
  return rows.some(({ seen }) => seen !== null && sameText(seen, text))
}
