import { sql } from "drizzle-orm"
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { people } from "./people.ts"

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** A value of the same marker from an earlier report. */
export type EarlierValue = {
  value: number | string
  /** Calendar day `YYYY-MM-DD`. */
  day?: string
}

/** A biomarker as the pipeline read it. */
export type DraftBiomarker = {
  name: string
  value: number | string
  unit?: string
  low?: number
  high?: number
  /** Newest first, in the unit of `value`. */
  previous?: EarlierValue[]
}

export type DraftSource = {
  text?: string
  biomarkers?: DraftBiomarker[]
  documentId?: string
  /** When the pipeline made the run, an ISO instant: tells which of two runs is the newer one. */
  createdAt?: string
}

/** A marker at or beyond its critical limit when the draft came in. */
export type CriticalValue = {
  name: string
  value: number
  unit: string
  side: "low" | "high"
  /** The limit, in the unit of the value. */
  limit: number
}

/**
 * Who wrote which characters of a text: spans in UTF-16 offsets, in order, without gaps. `author` is
 * `ai`, `before` (text that stood in GHL and nobody approved here), or the id of a person.
 */
export type AuthorSpan = { start: number; end: number; author: string }

/** pipeline: posted to the intake. watch: text that stands in GHL already and that nobody approved here. */
export const DRAFT_ORIGINS = ["pipeline", "watch"] as const

/**
 * waiting: undecided; claimed while `claimed_until` is ahead. returned: back at the pipeline with
 * instructions. superseded: a newer run, or a newer text in GHL, took its place.
 */
export const DRAFT_STATUSES = ["waiting", "returned", "approved", "rejected", "superseded"] as const

/** AI summaries posted by the pipeline or found in GHL, awaiting review or decided. */
export const drafts = pgTable(
  "drafts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** The pipeline's run id; the same id never makes two drafts. */
    runId: text("run_id").notNull().unique(),
    /** SHA-256 of the canonical body, to tell a repeat from a clash. */
    bodyHash: text("body_hash").notNull(),
    origin: text("origin", { enum: DRAFT_ORIGINS }).notNull().default("pipeline"),
    contactId: text("contact_id").notNull(),
    /** The client's id on the lab platform, as the pipeline says. */
    userId: text("user_id"),
    summary: text("summary").notNull(),
    /** Empty for text found in GHL, which has no analysis. */
    analysis: text("analysis").notNull(),
    source: jsonb("source").$type<DraftSource>().notNull().default({}),
    modelName: text("model_name"),
    modelVersion: text("model_version"),
    tagsToAdd: jsonb("tags_to_add").$type<string[]>().notNull(),
    tagsToRemove: jsonb("tags_to_remove").$type<string[]>().notNull(),
    status: text("status", { enum: DRAFT_STATUSES }).notNull().default("waiting"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    /** Markers beyond their critical limits: the urgent lane. */
    critical: jsonb("critical").$type<CriticalValue[]>().notNull().default([]),
    /** For text found in GHL: what Caredesk last knew to stand there; null when it knew nothing. */
    textBefore: text("text_before"),
    /** For text found in GHL by the very first look: the backlog, which may be accepted in bulk. */
    backlog: boolean("backlog").notNull().default(false),
    /** The reviewer's text so far; null while it equals the AI's. */
    editedSummary: text("edited_summary"),
    editedAnalysis: text("edited_analysis"),
    /** Counts saves of the reviewer's text, so that two reviewers cannot overwrite each other. */
    editVersion: integer("edit_version").notNull().default(0),
    editedBy: uuid("edited_by").references(() => people.id),
    editedAt: instant("edited_at"),
    /** Who wrote which characters of the present texts; null while they are the AI's. */
    authorship: jsonb("authorship").$type<{ summary: AuthorSpan[]; analysis: AuthorSpan[] }>(),
    /** Set when a person first opened the review page: no approval of a draft nobody opened. */
    openedAt: instant("opened_at"),
    /** Whoever reviews it now, while `claimed_until` is ahead. Only they may edit and decide. */
    claimedBy: uuid("claimed_by").references(() => people.id),
    claimedUntil: instant("claimed_until"),
    /** Whose work it is, when somebody was named. */
    assignedTo: uuid("assigned_to").references(() => people.id),
    /** The first of two approvals of a critical draft, and the texts it was given to. */
    firstApprovedBy: uuid("first_approved_by").references(() => people.id),
    firstApprovedAt: instant("first_approved_at"),
    firstApprovedVersion: integer("first_approved_version"),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by").references(() => people.id),
    /** Its place in what the pipeline polls, given at a poll; null until then. See decision 199. */
    pollPosition: bigint("poll_position", { mode: "number" }),
    /** A reason of the list kept by administrators. */
    rejectReasonId: text("reject_reason_id"),
    rejectReason: text("reject_reason"),
    /** What the pipeline is asked to do about a returned draft. */
    instructions: text("instructions"),
    /** The draft that took this one's place. */
    supersededBy: uuid("superseded_by"),
    /** The change that writes an approval back. */
    changeId: uuid("change_id"),
    /** When the texts were removed, some time after the decision was written. */
    forgottenAt: instant("forgotten_at"),
  },
  (t) => [
    index("drafts_status").on(t.status, t.receivedAt),
    index("drafts_contact").on(t.contactId),
    index("drafts_decided").on(t.status, t.decidedAt),
    uniqueIndex("drafts_polled").on(t.pollPosition),
    index("drafts_to_poll")
      .on(t.decidedAt)
      .where(
        sql`${t.pollPosition} is null and ${t.origin} = 'pipeline' and ${t.status} in ('rejected', 'returned')`,
      ),
  ],
)

/** The reviewer's texts as they were: the saves of one person in a row are one version. */
export const draftVersions = pgTable(
  "draft_versions",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    draftId: uuid("draft_id")
      .notNull()
      .references(() => drafts.id),
    /** `edit_version` of the draft after the last save of this version. */
    editVersion: integer("edit_version").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    summary: text("summary").notNull(),
    analysis: text("analysis").notNull(),
    /** Who wrote which characters of these texts; null in versions older than this column. */
    authorship: jsonb("authorship").$type<{ summary: AuthorSpan[]; analysis: AuthorSpan[] }>(),
    startedAt: instant("started_at").notNull().defaultNow(),
    savedAt: instant("saved_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("draft_versions_version").on(t.draftId, t.editVersion)],
)

/** How a person has worked on a draft: kept with the decision, and gone with the draft. */
export const draftSittings = pgTable(
  "draft_sittings",
  {
    draftId: uuid("draft_id")
      .notNull()
      .references(() => drafts.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    openedAt: instant("opened_at").notNull().defaultNow(),
    /** Seconds with the page in view and the person at it. */
    activeSeconds: integer("active_seconds").notNull().default(0),
    /** Parts of the evidence that were looked at: `biomarkers`, `document`, `text`, `record`. */
    evidenceOpened: jsonb("evidence_opened").$type<string[]>().notNull().default([]),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.draftId, t.personId] })],
)

/**
 * The text that was put together when the write-back met another edit in GHL: offsets, never the text.
 * Older ones have neither flags nor a reason: they were not checked.
 */
export type MergedRecord = {
  personId: string
  /** ISO instant. */
  at: string
  /** Who wrote which characters of call_notes as a whole; `ai` is the decision's model version. */
  authorship: AuthorSpan[]
  /** HMAC of that text. */
  hmac: string
  /** What the evidence check said of it. */
  flags?: Omit<DecisionFlags, "askedAgain">
  /** Why it was written over open contradictions; null where there were none, gone once the draft is forgotten. */
  overrideReason?: string | null
}

/**
 * accepted: text that stood in GHL was accepted as it stands. first-…: the first of two approvers of a
 * critical draft; nothing is decided by it, and it counts as work of that person, not as a draft.
 */
export const DECISION_KINDS = [
  "approved",
  "rejected",
  "returned",
  "accepted",
  "first-approved",
  "first-accepted",
] as const

/**
 * Why the evidence check was made without the document a draft is held against, or without some of its pages.
 * no-text: a scan or a picture, or no PDF. partly: some pages are scans. unreadable: GHL would not give it,
 * or it is broken. late: it did not come in time.
 */
export type DocumentUnread = "no-text" | "partly" | "unreadable" | "late"

/** What was open in the evidence check when a draft was decided. Counts, never texts. */
export type DecisionFlags = {
  supported: number
  contradicted: number
  /**
   * Contradictions on the reviewer's screen as they typed why they go over them, as their browser told:
   * more than `contradicted` where the document could not be read any more. Missing without a reason.
   */
  contradictedSeen?: number
  notFound: number
  /** Kinds of the claims that were contradicted, such as `value`. */
  contradictedKinds: string[]
  /** Questions that were asked once more, of `QUESTIONS`. */
  askedAgain: string[]
  /** Null when the document was read, or there was none; missing in decisions older than this flag. */
  documentUnread?: DocumentUnread | null
  /** For text found in GHL: the client's document that it was held against. */
  documentId?: string
  /** Accepted with others of the backlog, unopened; missing in decisions older than this flag. */
  inBulk?: true
}

/**
 * Every decision on a draft, and every first of two approvals, kept for good. No texts but
 * reasons, and these only as long as the draft's texts: authorship is offsets and fingerprints.
 */
export const decisions = pgTable(
  "decisions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    draftId: uuid("draft_id").notNull(),
    contactId: text("contact_id").notNull(),
    origin: text("origin", { enum: DRAFT_ORIGINS }).notNull(),
    kind: text("kind", { enum: DECISION_KINDS }).notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    /** The first of two approvers of a critical draft. */
    firstPersonId: uuid("first_person_id").references(() => people.id),
    at: instant("at").notNull().defaultNow(),
    modelName: text("model_name"),
    modelVersion: text("model_version"),
    critical: boolean("critical").notNull().default(false),
    /** The change that writes it back; null when nothing had to be written. */
    changeId: uuid("change_id"),
    reasonId: text("reason_id"),
    /** What was typed to it, or the instructions of a return; null once the draft is forgotten. */
    reason: text("reason"),
    /** Why it was approved over open contradictions; null once the draft is forgotten. */
    overrideReason: text("override_reason"),
    flags: jsonb("flags").$type<DecisionFlags>().notNull(),
    edits: integer("edits").notNull(),
    activeSeconds: integer("active_seconds").notNull(),
    evidenceOpened: jsonb("evidence_opened").$type<string[]>().notNull(),
    /** Share of the final characters that the AI wrote, 0 to 1. */
    aiShare: real("ai_share").notNull(),
    authorship: jsonb("authorship").$type<{ summary: AuthorSpan[]; analysis: AuthorSpan[] }>(),
    /**
     * HMACs of the final texts, which the spans of `authorship` belong to: of the normalised texts, as the
     * audit’s. Older approvals have those of the exact texts (`isHmacOf`).
     */
    summaryHmac: text("summary_hmac").notNull(),
    analysisHmac: text("analysis_hmac").notNull(),
    /**
     * What was given to write in place of the approved summary and what was kept below it, when a conflict
     * was merged (the last time). Everything else here is of the texts that were approved.
     */
    merged: jsonb("merged").$type<MergedRecord>(),
    /**
     * When it was taken back: its change was cancelled before anything was sent. Of a first approval also:
     * the text was edited after it, or the same person decided in the end.
     */
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    index("decisions_draft").on(t.draftId),
    index("decisions_at").on(t.at),
    uniqueIndex("decisions_change").on(t.changeId),
  ],
)
