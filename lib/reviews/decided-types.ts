import type { DecisionFlags } from "#lib/db/schema/reviews.ts"

/** A decision on a draft, for the panel that tells of it. */
export type DecidedView = {
  /**
   * Approvals over what the sources contradict. `found` of them were found at the moment of the approval;
   * the others stood on the reviewer's screen. `reason` is null once it was erased with the texts.
   */
  overrides: { by: string; contradicted: number; found: number; reason: string | null }[]
  /** What was typed to a rejection or a return was erased with the texts. */
  reasonErased: boolean
  /** How the reviewer worked on it; null for who may not read the statistics. */
  work: {
    activeSeconds: number
    evidenceOpened: string[]
    /** Places at which the final texts differ from those that came in. */
    edits: number
    flags: DecisionFlags
    firstApprover: string | null
  } | null
}
