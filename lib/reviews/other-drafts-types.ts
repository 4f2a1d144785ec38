/** Other drafts of the pipeline for the client of a waiting one. */
export type OtherDrafts = {
  /** Id of one that waits too, the last to arrive of several. */
  waiting: string | null
  /** One that is newer and was approved, the last of several; `at` is an ISO instant. */
  newerApproved: { id: string; at: string } | null
}
