import type { DRAFT_STATUSES } from "#lib/db/schema/reviews.ts"
import type { Problem } from "#lib/problem.ts"
import type { BiomarkerView } from "./biomarkers.ts"
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
  /** call_notes as they stood when the page was read. */
  callNotes: string
  /** The part of call_notes that Caredesk did not write. */
  othersText: string
  rightClient: RightClient
}

/** A draft with all the review page shows. */
export type ReviewView = {
  id: string
  contactId: string
  status: ReviewStatus
  receivedAt: string
  model: string | null
  /** The AI's texts, as received. */
  summary: string
  analysis: string
  /** The reviewer's texts so far; equal to the AI's while unedited. */
  editedSummary: string
  editedAnalysis: string
  editVersion: number
  sourceText: string
  biomarkers: BiomarkerView[]
  documentId: string | null
  tagsToAdd: string[]
  tagsToRemove: string[]
  decidedAt: string | null
  decidedBy: string | null
  rejectReason: string | null
  changeId: string | null
  /** Seconds an approval is held before it is written. */
  holdSeconds: number
  /** The clinic's day, `YYYY-MM-DD`. */
  today: string
  /** The signature line the note will carry, without its time. */
  signature: { edited: string; unchanged: string }
  contact: { kind: "ok"; contact: ReviewContact } | { kind: "problem"; problem: Problem }
}

/** What the texts of a lab document say of the person. */
export type DocumentCheck = {
  name: "found" | "not-found" | "unknown"
  birthDate: "found" | "not-found" | "unknown"
  /** Where it was looked for: `document`, `source text`; null where nothing could be read. */
  lookedIn: "document" | "source text" | null
}
