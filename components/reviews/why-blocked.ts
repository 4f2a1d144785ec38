import { saysNothing } from "#lib/reviews/decision/honest.ts"
import { callNotesUnknown } from "#lib/reviews/fields-words.ts"
import { mismatchesInWords } from "#lib/reviews/right-client.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import type { PresentContact } from "./use-present-contact.ts"

/** Why approving is not possible, whoever has the draft; null when it is. */
export function whyBlocked(
  review: ReviewView,
  contact: PresentContact,
  summary: string,
  editVersion: number,
): string | null {
  if (contact.kind === "reading") {
    return "The client’s record is not here yet, so nothing can be approved."
  }
  if (contact.kind === "problem") {
    const { scope, title } = contact.problem
    return `The contact cannot be read, so nothing can be approved.${scope ? ` ${title}` : ""}`
  }
  const { fieldsProblem, rightClient } = contact.contact
  if (fieldsProblem) return callNotesUnknown(fieldsProblem)
  if (rightClient.blocked) {
    return `This draft is about another client. ${mismatchesInWords(rightClient)}`
  }
  if (saysNothing(summary)) return "The summary is empty."
  if (review.firstApproval?.mine && review.editVersion === editVersion) {
    return "You gave the first approval: a second person has to give the other."
  }
  return null
}
