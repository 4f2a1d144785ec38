import "server-only"
import { count, eq } from "drizzle-orm"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"

/** How many drafts wait for a review. */
export async function waitingDrafts(db: Db): Promise<number> {
  const [row] = await db.select({ n: count() }).from(drafts).where(eq(drafts.status, "waiting"))
  return row?.n ?? 0
}
