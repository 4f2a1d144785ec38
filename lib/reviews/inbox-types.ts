import type { ChangeView } from "#lib/changes/types.ts"
import type { CriticalValue } from "#lib/db/schema/reviews.ts"
import type { OtherDrafts } from "./other-drafts-types.ts"
import type { ListedQueue, QueueId } from "./queues.ts"
import type { ReviewStatus } from "./types.ts"
import type { WatchNews } from "./watch/news-types.ts"

/** A member of staff. */
export type Reviewer = { id: string; name: string }

/** A draft in the inbox. Without its client's name, which GHL keeps: see `InboxClient`. */
export type InboxRow = {
  id: string
  contactId: string
  status: ReviewStatus
  /** Text that stands in GHL already and that nobody approved here. */
  inGhl: boolean
  /** ISO instants. */
  receivedAt: string
  /** By when it is to be decided; null once nobody here has to. */
  dueAt: string | null
  decidedAt: string | null
  decidedBy: string | null
  /** Why it was rejected or returned, in the words of the clinic's list. */
  reason: string | null
  /** The draft that took its place. */
  supersededBy: string | null
  /** Such as `summariser 2.1`. */
  model: string | null
  /** The client's other drafts, for one of the pipeline that waits; null when there is nothing to say of them. */
  otherDrafts: OtherDrafts | null
  /** Markers beyond their critical limits; not empty means urgent. */
  critical: CriticalValue[]
  /** Who reviews it now, and for how many seconds more unless they go on. */
  claim: (Reviewer & { secondsLeft: number }) | null
  assignedTo: Reviewer | null
  /** Who gave the first of two approvals; null where none is needed, none stands, or it is decided. */
  firstApproval: Reviewer | null
  /** Where the write-back of an approval stands, and what takes it back. */
  writeBack: Pick<ChangeView, "status" | "undo"> | null
  /** GHL altered its note in the saving. */
  noteAltered: boolean
}

/** The contact of a draft as GHL has it: read apart, since it takes a call each. */
export type InboxClient = {
  draftId: string
  /** unread: GHL did not tell. gone: GHL has no such contact. */
  state: "known" | "unread" | "gone"
  /** In its owner's spelling; null where GHL has none. */
  name: string | null
  /** The furthest stage of the lifecycle, and its place in it. */
  stage: { label: string; step: number } | null
  /** Whether the draft names another client than the contact; null when it could not be compared. */
  wrongClient: boolean | null
}

/** Drafts of each queue, and what stands out of them. */
export type InboxCounts = Record<QueueId, number> & {
  /** Urgent ones in `waiting`. */
  urgent: number
  /** Those that would be in `waiting` if other people did not review them now. */
  heldByOthers: number
  /** Those that only a second person can go on with, after the first approval of the person who looks. */
  forSecondPerson: number
}

/** A page of a queue. */
export type InboxPage = {
  queue: ListedQueue
  /** Only those assigned to the person who looks. */
  mine: boolean
  /** From 1. */
  page: number
  pages: number
  rows: InboxRow[]
  /** Rows of this queue on all pages, by the filter. */
  total: number
  counts: InboxCounts
  /** Other people who review drafts of `waiting` now. */
  holders: string[]
  /** Everybody a draft can be assigned to, by name. */
  reviewers: Reviewer[]
  /** Whether text that stands in GHL unread would be listed. */
  watch: WatchNews
  /** Hours within which a draft is to be decided. */
  targetHours: { urgent: number; normal: number }
}

/** What the navigation shows. */
export type WaitingCount = { waiting: number; urgent: number }
