import type { CriticalValue, DRAFT_STATUSES } from "#lib/db/schema/reviews.ts"
import type { Problem } from "#lib/problem.ts"
import type { Authorship } from "./authorship.ts"
import type { BiomarkerView } from "./biomarkers.ts"
import type { DecidedView } from "./decided-types.ts"
import type { LabDocument } from "./lab-documents.ts"
import type { OtherDrafts } from "./other-drafts-types.ts"
import type { RightClient } from "./right-client.ts"

export type ReviewStatus = (typeof DRAFT_STATUSES)[number]

/** The contact of a draft, as the reviewer needs it. */
export type ReviewContact = {
  name: string | null
  /** `YYYY-MM-DD` */
  dateOfBirth: string | null
  age: number | null
  tags: string[]
  stage: string | null
  /** call_notes as they stood when the page was read; empty too while they are not known. */
  callNotes: string
  /** Set when GHL did not give the fields' names: the call notes and the facts are not known then. */
  fieldsProblem: Problem | null
  /** The part of call_notes that Caredesk did not write. */
  othersText: string
  /** Key fields that are filled, for the present record: name of the field and value. */
  facts: { label: string; value: string }[]
  rightClient: RightClient
  /** For text found in GHL: what it can be held against, the best first. Empty for drafts. */
  labDocuments: LabDocument[]
}

/** The contact of a draft as it was read, or why it could not be. */
export type ContactRead =
  | { kind: "ok"; contact: ReviewContact }
  | { kind: "problem"; problem: Problem }

/** Who has a draft now. */
export type ClaimView = {
  by: string
  mine: boolean
  /** ISO instant by the database's clock. */
  until: string
}

/** The first of two approvals of a critical draft, given to the texts as they stand. */
export type FirstApproval = { by: string; mine: boolean; at: string }

/** A draft with all that its page shows from our own store; the contact comes by itself, see `ContactRead`. */
export type ReviewView = {
  id: string
  contactId: string
  /** pipeline: posted to the intake. watch: text that stands in GHL and nobody approved here. */
  origin: "pipeline" | "watch"
  status: ReviewStatus
  receivedAt: string
  model: string | null
  /** The texts as they came in. */
  summary: string
  analysis: string
  /** The reviewer's texts so far; equal to those that came in while unedited. */
  editedSummary: string
  editedAnalysis: string
  editVersion: number
  authorship: Authorship
  /** Who saved last, and when. */
  edited: { by: string; at: string } | null
  /** Names of the people in `authorship`, by id. */
  authors: Record<string, string>
  me: { id: string; name: string }
  /** For text found in GHL: what Caredesk last knew to stand there; null when it knew nothing. */
  textBefore: string | null
  /** For text found in GHL: the pipeline's own waiting draft of the same text. */
  pairedWith: string | null
  /** The client's other drafts, for one of the pipeline that waits; null when there is nothing to say of them. */
  otherDrafts: OtherDrafts | null
  sourceText: string
  biomarkers: BiomarkerView[]
  documentId: string | null
  /** For text found in GHL: the client's document it was held against when it was last decided. */
  heldDocument: string | null
  critical: CriticalValue[]
  tagsToAdd: string[]
  tagsToRemove: string[]
  claim: ClaimView | null
  /** Whether two people have to approve it. */
  needsSecond: boolean
  firstApproval: FirstApproval | null
  decidedAt: string | null
  decidedBy: string | null
  /** How it was decided; null while it is not, and for decisions nobody made. */
  decision: DecidedView | null
  /** In words; null where none was given. */
  rejectReasonLabel: string | null
  rejectReason: string | null
  instructions: string | null
  supersededBy: string | null
  /** The texts were removed some time after the decision. */
  forgotten: boolean
  changeId: string | null
  /** Its approval was written and taken back, so that it can be decided anew. */
  canReviewAgain: boolean
  /** How often an approval of it was cancelled or taken back, and it waited again. */
  timesBack: number
  /** Seconds an approval is held before it is written. */
  holdSeconds: number
  /** Reasons for rejecting, as administrators keep them. */
  rejectReasons: { id: string; label: string }[]
  /** The clinic's day, `YYYY-MM-DD`. */
  today: string
  /** The signature line the note will carry, without its time. */
  signature: { edited: string; unchanged: string }
}

/** What may change about a draft while its page is open; polled. */
export type ReviewState = {
  status: ReviewStatus
  editVersion: number
  claim: ClaimView | null
  /** Null while it waits. */
  ended: Ended | null
}

/** What became of a draft that no longer waits: decided by somebody, or set aside by nobody. */
export type Ended = Pick<ReviewView, "origin" | "supersededBy"> & {
  status: Exclude<ReviewStatus, "waiting">
  /** Name of who decided; null where nobody did. */
  by: string | null
  /** It was the very person who asks. */
  mine: boolean
  /** ISO instant. */
  at: string | null
}

/** What the texts of a lab document say of the person. */
export type DocumentCheck = {
  name: "found" | "not-found" | "unknown"
  birthDate: "found" | "not-found" | "unknown"
  /** Where it was looked for: `document`, `source text`; null where nothing could be read. */
  lookedIn: "document" | "source text" | null
}
