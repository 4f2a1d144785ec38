import "server-only"
import { and, asc, eq } from "drizzle-orm"
import { sameText } from "#lib/changes/normalise.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"

/**
 * The pipeline's own waiting draft of the text that was found: during a cut-over it writes to GHL and
 * hands in as well. Null when there is none.
 */
export async function pairedDraft(
  db: Db,
  found: { contactId: string; summary: string },
): Promise<string | null> {
  const waiting = await db
    .select({ id: drafts.id, summary: drafts.summary })
    .from(drafts)
    .where(
      and(
        eq(drafts.contactId, found.contactId),
        eq(drafts.origin, "pipeline"),
        eq(drafts.status, "waiting"),
      ),
    )
    .orderBy(asc(drafts.receivedAt))
  return waiting.find(({ summary }) => sameText(summary, found.summary))?.id ?? null
}
