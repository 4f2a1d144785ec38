import "server-only"
import { recordAudit } from "#lib/audit/record.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { findDraft } from "./draft-row.ts"
import { earlierTexts } from "./earlier-texts.ts"
import { type EditOutcome, storeEdit } from "./edit.ts"

/** Puts an earlier version into the draft, as a new version with the authors it had. Answers as a save does. */
export async function restoreVersion(
  db: Db,
  input: { draftId: string; versionId: string; editVersion: number },
  person: Person,
): Promise<EditOutcome> {
  const row = await findDraft(db, input.draftId)
  const earlier = row ? await earlierTexts(db, row) : []
  const version = earlier.find(({ id }) => id === input.versionId)
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
