import "server-only"
import { undosOf } from "#lib/changes/related.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { type Refused, refused } from "./decision/outcomes.ts"
import { type DraftRow, findDraft } from "./draft-row.ts"
import { putBack } from "./reopen.ts"

/**
 * Whether a draft can be reviewed once more: its approval was written and wholly taken back, and its texts
 * are kept. Text found in GHL is not: the watch finds it again where it stands.
 */
export async function canReviewAgain(db: Db, row: DraftRow): Promise<boolean> {
  const { status, origin, forgottenAt, changeId } = row
  if (status !== "approved" || origin !== "pipeline" || forgottenAt || !changeId) return false
  return (await undosOf(db, [changeId])).get(changeId)?.status === "done"
}

/**
 * Puts a draft whose approval was taken back into the inbox, where it is decided anew: otherwise neither the
 * inbox nor the pipeline would know that its client has no summary. The withdrawn note stays as it is; a new
 * approval makes a note of its own.
 */
export async function reviewAgain(
  db: Db,
  draftId: string,
  person: Person,
): Promise<{ outcome: "waiting" } | Refused> {
  return db.transaction(async (tx) => {
    const row = await findDraft(tx, draftId)
    const { contactId, changeId = null } = row ?? {}
    if (!row || !contactId || !changeId || !(await canReviewAgain(tx, row))) return NOT_TAKEN_BACK
    const given = { draftId, changeId, contactId }
    const back = await putBack(tx, given, {
      actor: "person",
      personId: person.id,
      action: "draft.review-again",
    })
    return back ? { outcome: "waiting" } : NOT_TAKEN_BACK
  })
}

const NOT_TAKEN_BACK = refused(
  "invalid",
  "This draft cannot be reviewed again: its approval was not taken back, it waits again already, or its texts are no longer kept. Load the page again.",
)
