import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"

export type EditOutcome =
  | { outcome: "saved"; editVersion: number }
  /** Somebody else saved in between; nothing of theirs was overwritten. */
  | {
      outcome: "edited-by-other"
      by: string
      editVersion: number
      summary: string
      analysis: string
    }
  | { outcome: "decided" }
  | { outcome: "gone" }

/**
 * Keeps the reviewer's texts on the server. `editVersion` is the one the reviewer started from: another
 * reviewer's save in between is answered, not overwritten.
 */
export async function saveEdit(
  db: Db,
  input: {
    draftId: string
    editVersion: number
    summary: string
    analysis: string
    personId: string
  },
): Promise<EditOutcome> {
  const [saved] = await db
    .update(drafts)
    .set({
      editedSummary: input.summary,
      editedAnalysis: input.analysis,
      editedBy: input.personId,
      editedAt: new Date(),
      editVersion: sql`${drafts.editVersion} + 1`,
    })
    .where(
      and(
        eq(drafts.id, input.draftId),
        eq(drafts.status, "waiting"),
        eq(drafts.editVersion, input.editVersion),
      ),
    )
    .returning({ editVersion: drafts.editVersion })
  if (saved) return { outcome: "saved", editVersion: saved.editVersion }
  const [row] = await db
    .select({ draft: drafts, by: people.name })
    .from(drafts)
    .leftJoin(people, eq(people.id, drafts.editedBy))
    .where(eq(drafts.id, input.draftId))
  if (!row) return { outcome: "gone" }
  if (row.draft.status !== "waiting") return { outcome: "decided" }
  return {
    outcome: "edited-by-other",
    by: row.by ?? "Somebody else",
    editVersion: row.draft.editVersion,
    summary: row.draft.editedSummary ?? row.draft.summary,
    analysis: row.draft.editedAnalysis ?? row.draft.analysis,
  }
}
