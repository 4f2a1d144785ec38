import "server-only"
import { and, desc, eq, isNull } from "drizzle-orm"
import { decisions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { DraftRow } from "../draft-row.ts"

/**
 * The client's document that text found in GHL was held against when it was last decided, the first of two
 * approvals included; null when nothing was, or it had none, or the draft names its own.
 */
export async function heldWhenDecided(
  db: Db,
  { id, origin }: Pick<DraftRow, "id" | "origin">,
): Promise<string | null> {
  if (origin !== "watch") return null
  const [decision] = await db
    .select({ flags: decisions.flags })
    .from(decisions)
    .where(and(eq(decisions.draftId, id), isNull(decisions.withdrawnAt)))
    .orderBy(desc(decisions.at))
    .limit(1)
  return decision?.flags.documentId ?? null
}
