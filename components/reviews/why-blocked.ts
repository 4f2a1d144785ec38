import { saysNothing } from "#lib/reviews/decision/honest.ts"
import { callNotesUnknown } from "#lib/reviews/fields-words.ts"
import type { ReviewView } from "#lib/reviews/types.ts"

/** Why approving is not possible, whoever has the draft; null when it is. */
export function whyBlocked(
  review: ReviewView,
  summary: string,
  editVersion: number,
): string | null {
  if (review.contact.kind === "problem") {
    return "The contact cannot be read, so nothing can be approved."
  }
  const { fieldsProblem } = review.contact.contact
  if (fieldsProblem) return callNotesUnknown(fieldsProblem)
  if (review.contact.contact.rightClient.blocked) return "This draft is about another client."
  if (saysNothing(summary)) return "The summary is empty."
  if (review.firstApproval?.mine && review.editVersion === editVersion) {
    return "You gave the first approval: a second person has to give the other."
  }
  return null
}
