import "server-only"
import { sameText } from "#lib/changes/normalise.ts"
import { today } from "#lib/contacts/words.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { combineCallNotes, type OwnSummaries, textOfOthers } from "../call-notes.ts"
import { type DraftContact, ownSummaries, readDraftContact } from "../contact-of-draft.ts"
import type { DraftRow } from "../draft-row.ts"
import { callNotesUnknown } from "../fields-words.ts"
import { checkRightClient, mismatchesInWords, type RightClient } from "../right-client.ts"
import { knowledgeOf, type Place } from "../watch/known-text.ts"
import type { Approval } from "./approval.ts"
import { type Refused, refused } from "./outcomes.ts"

/** A contact that a draft can be approved for. */
export type ApprovableContact = DraftContact & {
  callNotesFieldId: string
  rightClient: RightClient
  /** What counts as Caredesk's own in the call notes, by which what others wrote is kept. */
  own: OwnSummaries
  /** The clinic's day, which the line above kept text names. */
  day: string
}

type Kept = Pick<ApprovableContact, "callNotes" | "own" | "day">

/** Whether a text that was found is still all that nobody has read of the call notes. */
async function standsUnread(db: Db, place: Place, callNotes: string, text: string) {
  if (sameText(callNotes, text)) return true
  return sameText((await knowledgeOf(db, place)).unreadPart(callNotes), text)
}

/**
 * Whether an approval keeps or replaces other text than was shown. The call notes may stand as they were
 * while what counts as Caredesk's own in them has changed: a draft handed in meanwhile, a write-back that
 * ended. Where nothing of others is left, there is nothing that could be replaced unseen.
 */
function meansOther(row: DraftRow, approval: Approval, callNotes: string, own: OwnSummaries) {
  if (row.origin !== "pipeline") return false
  const others = textOfOthers(callNotes, own)
  if (approval.keeping === "replace" && others.trim() === "") return false
  return !sameText(others, approval.seenOthersText)
}

/** Whether text would be kept below a line that names another day than was shown: midnight has passed since. */
function namesOtherDay(row: DraftRow, approval: Approval, { callNotes, own, day }: Kept) {
  if (row.origin !== "pipeline") return false
  const written = (day: string) =>
    combineCallNotes({
      summary: "",
      others: textOfOthers(callNotes, own),
      keeping: approval.keeping,
      day,
    })
  return written(day) !== written(approval.seenDay)
}

/** The contact as it stands, or why this draft cannot be approved for it. Throws GhlError. */
export async function freshContact(
  db: Db,
  row: DraftRow,
  approval: Approval,
): Promise<ApprovableContact | Refused> {
  const found = await readDraftContact(row.contactId, { fresh: true, forWrite: true })
  const { callNotesFieldId, fieldsProblem } = found
  if (fieldsProblem) {
    return refused("blocked", callNotesUnknown(fieldsProblem))
  }
  if (callNotesFieldId === null) {
    return refused(
      "blocked",
      "This location has no call notes field in GoHighLevel. Tell an administrator.",
    )
  }
  const client = checkRightClient({ userId: row.userId, documentId: row.source.documentId }, found)
  if (client.blocked) {
    return refused("blocked", `This draft cannot be approved. ${mismatchesInWords(client)}`)
  }
  const place = { contactId: row.contactId, fieldId: callNotesFieldId }
  const stands =
    sameText(found.callNotes, approval.seenCallNotes) &&
    (row.origin === "pipeline" || (await standsUnread(db, place, found.callNotes, row.summary)))
  if (!stands) {
    return refused(
      "changed",
      "The call notes were changed in GoHighLevel while this page was open. Look at them again, then approve.",
    )
  }
  const own = await ownSummaries(db, row.contactId)
  if (meansOther(row, approval, found.callNotes, own)) {
    return refused(
      "changed",
      "What will be written has changed since it was shown: it is another part of the call notes by now that counts as Caredesk's own. Look at it again, then approve.",
    )
  }
  // Looked at once: the write uses the very day that was compared.
  const day = today(env().CLINIC_TIME_ZONE)
  if (namesOtherDay(row, approval, { callNotes: found.callNotes, own, day })) {
    return refused(
      "changed",
      "A new day has begun since this page was opened, and the line above the text that is kept names the day. What will be written is shown anew. Look at it again, then approve.",
    )
  }
  return { ...found, callNotesFieldId, rightClient: client, own, day }
}
