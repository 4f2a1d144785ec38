import "server-only"
import { InvalidChangeError } from "#lib/changes/request.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import type { Approval } from "./decision/approval.ts"
import { turnOf, turnStands } from "./decision/approvers.ts"
import { reasonOver, typedOver } from "./decision/contradiction.ts"
import { decidedBefore } from "./decision/ended.ts"
import { openFlags, withQuestions, withSeen } from "./decision/flags.ts"
import { freshContact } from "./decision/fresh-contact.ts"
import { saysNothing } from "./decision/honest.ts"
import {
  type ApproveOutcome,
  CHANGED,
  FIRST_GIVEN,
  NOT_CLAIMED,
  OTHER_NEEDS,
  refused,
} from "./decision/outcomes.ts"
import { questionsOf } from "./decision/questions.ts"
import { storeDecision, storeFirst } from "./decision/store.ts"
import { findDraft, presentTexts } from "./draft-row.ts"

const EMPTY = refused(
  "invalid",
  "The summary is empty, so there is nothing to write into the call notes. Write one, or reject the draft.",
)

/**
 * Approves a draft: the decision and the change that writes it back are stored in one transaction, or
 * neither is. Only the holder of the claim may; open contradictions want a reason that was typed over
 * these very ones, and an approval that came too easily is asked about. The contact is read fresh, so that no approval rests on an old
 * screen or on another client's record. However many approve at the same time, one does. Throws GhlError.
 */
export async function approve(db: Db, approval: Approval, person: Person): Promise<ApproveOutcome> {
  const row = await findDraft(db, approval.draftId)
  if (row?.status !== "waiting") return decidedBefore(db, approval.draftId, person)
  if (row.claimedBy !== person.id) return NOT_CLAIMED
  if (row.editVersion !== approval.editVersion) return CHANGED
  const approvers = await turnOf(db, row, person)
  if (approvers.turn === "same-person") {
    return refused(
      "same-person",
      "You gave the first approval of this draft. It has critical values, so a second person has to approve it.",
    )
  }
  // What is stored without being written, and what goes out, are two decisions: never one for the other.
  if (approvers.turn !== approval.seenTurn) {
    return approvers.turn === "second" ? FIRST_GIVEN : OTHER_NEEDS
  }
  if (saysNothing(presentTexts(row).summary)) return EMPTY
  const found = await freshContact(db, row, approval)
  if ("outcome" in found) return found

  const { flags, contradictions, sources, documentId } = await openFlags(db, row, {
    found,
    chosen: approval.documentId,
    forWrite: true,
  })
  const override = {
    reason: approval.overrideReason ?? "",
    seen: approval.contradictionsSeen ?? [],
  }
  if (contradictions.length > 0 && reasonOver(contradictions, override) === null) {
    return {
      outcome: "needs-reason",
      contradictions,
      documentUnread: flags.documentUnread ?? null,
    }
  }
  const asked = await questionsOf(db, {
    row,
    person,
    found,
    sources,
    documentId,
    documentUnread: flags.documentUnread,
  })
  if (asked.questions.some((question) => !approval.confirmed?.includes(question))) {
    return { outcome: "ask-again", ...asked }
  }

  // What stood on the page in a document that cannot be read now was gone over all the same.
  const typed = typedOver(override)
  const why = {
    flags: withQuestions(withSeen(flags, typed), asked.questions),
    overrideReason: typed?.reason ?? null,
  }
  try {
    return await db.transaction(async (tx) => {
      if (!(await turnStands(tx, row.id, approvers))) return OTHER_NEEDS
      return approvers.turn === "first"
        ? storeFirst(tx, row, approval, person, why)
        : storeDecision(tx, row, approval, person, { approvers, found, why })
    })
  } catch (error) {
    if (error instanceof InvalidChangeError) return refused("invalid", error.message)
    throw error
  }
}
