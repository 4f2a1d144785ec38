import "server-only"
import { eq } from "drizzle-orm"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { type Authorship, writtenBy } from "./authorship.ts"

export type DraftRow = typeof drafts.$inferSelect

/** The draft's row, or null when there is none (also for what is no id at all). */
export async function findDraft(db: Db, draftId: string): Promise<DraftRow | null> {
  if (!/^[0-9a-f-]{36}$/i.test(draftId)) return null
  const [row] = await db.select().from(drafts).where(eq(drafts.id, draftId))
  return row ?? null
}

export type DraftTexts = { summary: string; analysis: string }

/** The texts as they stand now: the reviewer's, or those that came in. */
export const presentTexts = (row: DraftRow): DraftTexts => ({
  summary: row.editedSummary ?? row.summary,
  analysis: row.editedAnalysis ?? row.analysis,
})

/** Whose the text that came in is: the AI's, or of somebody before Caredesk looked. */
const firstAuthor = (row: Pick<DraftRow, "origin">): "ai" | "before" =>
  row.origin === "watch" ? "before" : "ai"

/** Authors of the texts as they came in. */
export function firstAuthorship(row: DraftRow): Authorship {
  const author = firstAuthor(row)
  return {
    summary: writtenBy(author, row.summary),
    analysis: writtenBy(author, row.analysis),
  }
}

/** Authors of the present texts. */
export const presentAuthorship = (row: DraftRow): Authorship =>
  row.authorship ?? firstAuthorship(row)
