/**
 * The queues of the inbox. waiting: undecided, and claimed by nobody else. claimed: somebody reviews it
 * now. backlog: text that stood in GHL at the very first look. The others are statuses.
 */
export const QUEUES = [
  "waiting",
  "claimed",
  "backlog",
  "returned",
  "approved",
  "rejected",
  "superseded",
] as const

export type QueueId = (typeof QUEUES)[number]

/** Queues of drafts that a person has yet to decide. */
export const isOpenQueue = (queue: QueueId): boolean =>
  queue === "waiting" || queue === "claimed" || queue === "backlog"
