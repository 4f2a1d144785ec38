import "server-only"
import { and, count, isNull } from "drizzle-orm"
import { drifts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"

const isOpen = and(isNull(drifts.goneAt), isNull(drifts.acceptedAt))

/** How many differences nobody has looked at. */
export async function openDriftCount(db: Db): Promise<number> {
  const [row] = await db.select({ n: count() }).from(drifts).where(isOpen)
  return row?.n ?? 0
}
