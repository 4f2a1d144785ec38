import "server-only"
import { asc, eq } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { draftVersions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { type Authorship, reauthor } from "./authorship.ts"
import { type DraftRow, type DraftTexts, findDraft, firstAuthorship } from "./draft-row.ts"
import { type EditOutcome, storeEdit } from "./edit.ts"

/** Texts and authors of a version, told by going through the saves before it; null when there is none. */
async function versionWithAuthors(
  db: Db,
  row: DraftRow,
  versionId: string,
): Promise<{ texts: DraftTexts; authors: Authorship } | null> {
  let texts: DraftTexts = { summary: row.summary, analysis: row.analysis }
  let authors = firstAuthorship(row)
  if (versionId === "received") return { texts, authors }
  const versions = await db
    .select()
    .from(draftVersions)
    .where(eq(draftVersions.draftId, row.id))
    .orderBy(asc(draftVersions.savedAt), asc(draftVersions.id))
  for (const { id, editVersion, personId, summary, analysis } of versions) {
    const wanted = String(id) === versionId
    if (editVersion < 0 && !wanted) continue
    authors = {
      summary: reauthor(texts.summary, authors.summary, summary, personId),
      analysis: reauthor(texts.analysis, authors.analysis, analysis, personId),
    }
    texts = { summary, analysis }
    if (wanted) return { texts, authors }
  }
  return null
}

/** Puts an earlier version into the draft, as a new version with the authors it had. Answers as a save does. */
export async function restoreVersion(
  db: Db,
  input: { draftId: string; versionId: string; editVersion: number },
  person: Person,
): Promise<EditOutcome> {
  const row = await findDraft(db, input.draftId)
  const version = row && (await versionWithAuthors(db, row, input.versionId))
  if (!row || !version) return { outcome: "gone" }
  return db.transaction(async (tx) => {
    const answer = await storeEdit(
      tx,
      { draftId: row.id, editVersion: input.editVersion, ...version.texts },
      person,
      { apart: true, authors: version.authors },
    )
    if (answer.outcome === "saved") {
      await recordAudit(tx, {
        actor: "person",
        personId: person.id,
        action: "draft.version-restored",
        contactId: row.contactId,
        detail: { draftId: row.id, version: input.versionId },
      })
    }
    return answer
  })
}
