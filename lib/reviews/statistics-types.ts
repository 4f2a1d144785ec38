/** Periods the statistics can be read for, in days. */
export const PERIODS = [30, 90, 365] as const
export type Period = (typeof PERIODS)[number]

/** How a reviewer decided, or how the drafts of a model version were decided. Shares are 0 to 1; null: of nothing. */
export type StatisticsRow = {
  id: string
  label: string
  /** Approved, rejected and returned. */
  decisions: number
  approved: number
  rejected: number
  returned: number
  /** Texts found in GHL that were accepted as they stand. */
  accepted: number
  /** Of the accepted: in bulk, with none opened. They are in no share and no time. */
  inBulk: number
  /** Of the approved and accepted: given as the first of two. Of a reviewer; a model's drafts count once. */
  first: number
  /** Seconds at the draft, over decisions of drafts that were opened. */
  medianSeconds: number | null
  p90Seconds: number | null
  /**
   * Of the approvals and the texts accepted one by one: those given before the evidence was opened, as the
   * question about it says.
   */
  unopened: number | null
  /** Of the decisions and the texts accepted one by one: those that were asked about once more. */
  askedAgain: number | null
  /** Approvals, and acceptances one by one, over contradictions that stood open. */
  overridden: number
  /** The same over claims that no source has. */
  overNotFound: number
  /** Of the approvals: those with edits. */
  edited: number | null
  /** Mean share of the AI's characters in what was approved. */
  aiShare: number | null
}

export type ReviewStatistics = { byReviewer: StatisticsRow[]; byModel: StatisticsRow[] }
