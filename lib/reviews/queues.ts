/**
 * The queues of the inbox. waiting: undecided, claimed by nobody else, and not for a second person to go
 * on with. claimed: somebody reviews it now, or has given the first approval and sees it here. backlog: text that stood in GHL at the very first look. The others are statuses.
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

/** Queues that are lists. The backlog has a page of its own, where its texts are read one after another. */
export const LISTED_QUEUES = QUEUES.filter((queue) => queue !== "backlog")

export type ListedQueue = (typeof LISTED_QUEUES)[number]

/** Queues of drafts that a person has yet to decide. */
export const isOpenQueue = (queue: ListedQueue): boolean =>
  queue === "waiting" || queue === "claimed"
