import "server-only"
import { asc, eq } from "drizzle-orm"
import { draftVersions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { type Authorship, reauthor } from "./authorship.ts"
import { type DraftRow, type DraftTexts, firstAuthorship } from "./draft-row.ts"
import type { AuthoredText } from "./passages.ts"

/** Texts of a draft as they were once, with their authors. */
type EarlierTexts = {
  /** A version's id, or `received` for what came in. */
  id: string
  texts: DraftTexts
  authors: Authorship
}

/** One of the two texts in each of its earlier states, oldest first. */
export const earlierOf = (
  text: keyof DraftTexts,
  earlier: readonly EarlierTexts[],
): AuthoredText[] =>
  earlier.map(({ texts, authors }) => ({ text: texts[text], spans: authors[text] }))

/**
 * What came in and every version of a draft, oldest first, also those that never stood in it. Of a
 * version from before authors were kept they are told by the saves before it.
 */
export async function earlierTexts(db: Db, row: DraftRow): Promise<EarlierTexts[]> {
  const first: EarlierTexts = {
    id: "received",
    texts: { summary: row.summary, analysis: row.analysis },
    authors: firstAuthorship(row),
  }
  const versions = await db
    .select()
    .from(draftVersions)
    .where(eq(draftVersions.draftId, row.id))
    .orderBy(asc(draftVersions.savedAt), asc(draftVersions.id))
  const earlier = [first]
  let stood = first
  for (const { id, editVersion, personId, summary, analysis, authorship } of versions) {
    const texts = { summary, analysis }
    const told = (text: keyof DraftTexts) =>
      reauthor(
        stood.texts[text],
        stood.authors[text],
        texts[text],
        personId,
        earlierOf(text, earlier),
      )
    const authors = authorship ?? { summary: told("summary"), analysis: told("analysis") }
    const version = { id: String(id), texts, authors }
    earlier.push(version)
    if (editVersion > 0) stood = version
  }
  return earlier
}
