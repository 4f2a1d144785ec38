import "server-only"
import { inArray } from "drizzle-orm"
import { type CHANGE_STATUSES, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"

type Status = (typeof CHANGE_STATUSES)[number]

/** On its way. */
const SOON: Status[] = ["held", "queued", "running"]
const SOON_MS = 2_000
/** GHL holds it up, and nobody knows for how long. */
const LATER: Status[] = ["waiting", "unsure"]
const LATER_MS = 30_000

/**
 * After how many ms rows that are read now should be read again, since a change of ours may have ended by
 * then; null while none is on its way. Asked before the rows are read: what ends in between is in them.
 */
export async function lookAgainMs(db: Db): Promise<number | null> {
  const moving = await db
    .selectDistinct({ status: changes.status })
    .from(changes)
    .where(inArray(changes.status, [...SOON, ...LATER]))
  if (moving.some(({ status }) => SOON.includes(status))) return SOON_MS
  return moving.length > 0 ? LATER_MS : null
}
