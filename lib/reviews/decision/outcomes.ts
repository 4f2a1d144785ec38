import type { DocumentUnread } from "#lib/db/schema/reviews.ts"
import type { Ended } from "../types.ts"
import type { Contradiction } from "./contradiction.ts"
import type { Asked } from "./questions.ts"

/** Nothing was decided or written; `message` says why and what to do. */
export type Refused = {
  outcome: "refused"
  reason: "decided" | "changed" | "blocked" | "invalid" | "not-claimed" | "same-person"
  message: string
  /** What became of the draft, where it no longer waits. */
  ended?: Ended | null
}

export type ApproveOutcome =
  | { outcome: "approved"; changeId: string }
  /** Text that stands in GHL was accepted as it stands; nothing is written. */
  | { outcome: "accepted" }
  /** The first of two approvals a critical draft needs; nothing is written yet. */
  | { outcome: "first-approved" }
  /** Not decided: sources contradict these claims, and no reason was given for all of them. */
  | {
      outcome: "needs-reason"
      contradictions: Contradiction[]
      documentUnread: DocumentUnread | null
    }
  /** Not decided: these questions were not confirmed. */
  | ({ outcome: "ask-again" } & Asked)
  | Refused

export const refused = (reason: Refused["reason"], message: string): Refused => ({
  outcome: "refused",
  reason,
  message,
})

export const NOT_CLAIMED = refused(
  "not-claimed",
  "You no longer have this draft: your claim ran out, or somebody took it over. Your text is kept. Claim it again, look at it, then decide.",
)
export const CHANGED = refused(
  "changed",
  "This draft was edited by somebody else in the meantime, or was never opened. Load the page again to see it.",
)
export const FIRST_GIVEN = refused(
  "changed",
  "Somebody else gave the first approval of this draft in the meantime, so yours would be the second, and would be written. Nothing was stored. Load the page again, look at it, then approve.",
)
export const OTHER_NEEDS = refused(
  "changed",
  "How many people have to approve this draft has changed in the meantime: its values are judged otherwise now, or the clinic's rule for critical values is another. Load the page again, look at it, then approve.",
)
