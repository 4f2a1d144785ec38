import "server-only"
import { desc } from "drizzle-orm"
import { changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"

/** The id of the contact that the newest draft or change is about; null: there is none yet. */
export async function rememberedContact(db: Db): Promise<string | null> {
  const [draft] = await db
    .select({ contactId: drafts.contactId, at: drafts.receivedAt })
    .from(drafts)
    .orderBy(desc(drafts.receivedAt))
    .limit(1)
  const [change] = await db
    .select({ contactId: changes.contactId, at: changes.createdAt })
    .from(changes)
    .orderBy(desc(changes.seq))
    .limit(1)
  const newest = draft && (!change || draft.at > change.at) ? draft : change
  return newest?.contactId ?? null
}
