import { sql } from "drizzle-orm"
import {
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { people } from "./people.ts"

const instant = (name: string) => timestamp(name, { withTimezone: true })

export const CHANGE_KINDS = [
  "tags",
  "lifecycle",
  "call-notes",
  "fields",
  "note",
  "task",
  "review",
  /** Takes an earlier change back. */
  "undo",
  /** Marks a surplus note of ours, or writes one anew that GHL altered. */
  "mend",
] as const

/**
 * held: the hold runs, Cancel is possible. queued: on its way. running: a worker has it.
 * waiting: GHL is down, slow or over its limit; goes on by itself at `resumeAt`.
 * unsure: a write was sent and GHL's answer is unknown; goes on by itself after the settling time.
 * stopped: GHL refused with certainty; a person decides. conflict: GHL changed in between; a person decides.
 * done, cancelled: over.
 */
export const CHANGE_STATUSES = [
  "held",
  "queued",
  "running",
  "waiting",
  "unsure",
  "stopped",
  "conflict",
  "done",
  "cancelled",
] as const

export const STEP_KINDS = [
  "set-field",
  "add-tag",
  "remove-tag",
  "create-note",
  "edit-note",
  "create-task",
  "set-task",
] as const

/** pending: not tried. sending: recorded before each send. unsure: sent, answer unknown. skipped: a person did it by hand or gave it up. */
export const STEP_STATUSES = [
  "pending",
  "sending",
  "unsure",
  "done",
  "stopped",
  "conflict",
  "skipped",
  "cancelled",
] as const

/**
 * What is known of a write that does not show in GHL yet. unknown: no answer, or one that says nothing.
 * refused: GHL answered 4xx, and has been seen doing the work all the same. accepted: GHL answered OK.
 */
export const DOUBTS = ["unknown", "refused", "accepted"] as const

/** Everything written to GHL is a change: who, why, what was seen, what is wanted, in steps. */
export const changes = pgTable(
  "changes",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Order of creation: changes of one contact run one at a time in this order. It may have gaps. */
    seq: bigserial("seq", { mode: "number" }).notNull(),
    contactId: text("contact_id").notNull(),
    kind: text("kind", { enum: CHANGE_KINDS }).notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    /** The draft whose approval this writes back. At most one change a draft. */
    draftId: uuid("draft_id"),
    /** Made up by the browser for one save. A save whose answer got lost is asked for again by the same id. */
    submissionId: uuid("submission_id"),
    /** The change that this one takes back. */
    undoOf: uuid("undo_of"),
    /** The change in conflict whose open steps this one carries on with a merged text. */
    continues: uuid("continues"),
    status: text("status", { enum: CHANGE_STATUSES }).notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    holdUntil: instant("hold_until"),
    resumeAt: instant("resume_at"),
    finishedAt: instant("finished_at"),
    /** Who runs it now. A worker whose token is no longer here sends nothing more. */
    leaseToken: uuid("lease_token"),
    leaseUntil: instant("lease_until"),
    /** Pauses in a row without progress; the next one is longer. */
    waits: integer("waits").notNull().default(0),
    /** Kind of the last failure and GHL's traceId, for the words on the screen. */
    failureKind: text("failure_kind"),
    traceId: text("trace_id"),
  },
  (t) => [
    index("changes_contact").on(t.contactId, t.createdAt),
    index("changes_status").on(t.status),
    uniqueIndex("changes_draft").on(t.draftId),
    uniqueIndex("changes_submission").on(t.submissionId),
    uniqueIndex("changes_continues").on(t.continues),
    index("changes_undo").on(t.undoOf),
  ],
)

export const changeSteps = pgTable(
  "change_steps",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    changeId: uuid("change_id")
      .notNull()
      .references(() => changes.id),
    position: integer("position").notNull(),
    kind: text("kind", { enum: STEP_KINDS }).notNull(),
    /** Id of the custom field, note or task (null for one to be made, until it is made), or the tag. */
    target: text("target"),
    /** Name of the field or tag for people. */
    label: text("label").notNull(),
    /** Text as the person saw it; null for notes and tasks to be made. Tags: `present` or `absent`; tasks: `open` or `completed`. */
    seen: text("seen"),
    /** Text as it shall be. Tags: `present` or `absent`; tasks: `open` or `completed`. */
    wanted: text("wanted").notNull(),
    /** What stood in GHL when a conflict was found, or how a note reads that GHL altered in the saving. */
    found: text("found"),
    /** Reference line's id of a note or task made by this step. */
    reference: text("reference").unique(),
    status: text("status", { enum: STEP_STATUSES }).notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    /** Time of the last send. */
    sentAt: instant("sent_at"),
    /** What is known of the last send while it does not show in GHL; null when nothing is in doubt. */
    doubt: text("doubt", { enum: DOUBTS }),
    /** When the last send ended in doubt; the settling time runs from here. */
    doubtSince: instant("doubt_since"),
    finishedAt: instant("finished_at"),
    /** Whether GHL already stood as wanted, so nothing was sent. */
    alreadySo: boolean("already_so").notNull().default(false),
    failureKind: text("failure_kind"),
    traceId: text("trace_id"),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
  },
  (t) => [uniqueIndex("change_steps_position").on(t.changeId, t.position)],
)

/**
 * Fingerprints of texts that a person stands behind: written here by a change, or accepted as they
 * stood. What stands in a watched field and is not among them was read by nobody.
 */
export const knownTexts = pgTable(
  "known_texts",
  {
    contactId: text("contact_id").notNull(),
    fieldId: text("field_id").notNull(),
    /** HMAC of the normalised text. */
    hmac: text("hmac").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.contactId, t.fieldId, t.hmac] })],
)

export const DRIFT_KINDS = [
  /** The field holds another text than the one that was approved. */
  "text-changed",
  "note-missing",
  "note-changed",
  /** GHL kept a note otherwise than it was sent. */
  "note-altered",
  /** A second note with the same reference. */
  "note-surplus",
  "tag-missing",
  "tag-back",
  "contact-gone",
] as const

/** Where GHL no longer stands as a finished decision left it. */
export const drifts = pgTable(
  "drifts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** The change that wrote the decision; null where a text was accepted and nothing was written. */
    changeId: uuid("change_id").references(() => changes.id),
    /** The decision itself, where no change wrote it. */
    decisionId: uuid("decision_id"),
    stepId: uuid("step_id").references(() => changeSteps.id),
    contactId: text("contact_id").notNull(),
    kind: text("kind", { enum: DRIFT_KINDS }).notNull(),
    /** The tag, the field's name, the note's reference, or the id of the surplus note. */
    what: text("what").notNull(),
    foundAt: instant("found_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    /** Set when a later look no longer finds it. */
    goneAt: instant("gone_at"),
    /** The change that marks a surplus note, or writes an altered one anew. */
    mendedBy: uuid("mended_by"),
    /** Who has looked at it and leaves it so. */
    acceptedBy: uuid("accepted_by").references(() => people.id),
    acceptedAt: instant("accepted_at"),
  },
  (t) => [
    uniqueIndex("drifts_once").on(t.changeId, t.kind, t.what),
    uniqueIndex("drifts_once_of_decision").on(t.decisionId, t.kind, t.what),
    check("drifts_of_one", sql`(${t.changeId} is null) <> (${t.decisionId} is null)`),
    index("drifts_contact").on(t.contactId),
  ],
)

/** Each look of the reconciliation: at most one a night, and those asked for by hand. */
export const reconcileRuns = pgTable("reconcile_runs", {
  id: uuid("id").primaryKey().defaultRandom(),
  /** The clinic's night it is for, `YYYY-MM-DD`; null when asked for by hand. */
  night: text("night").unique(),
  startedAt: instant("started_at").notNull().defaultNow(),
  finishedAt: instant("finished_at"),
  checked: integer("checked").notNull().default(0),
  /** Changes that could not be read. */
  unread: integer("unread").notNull().default(0),
  drifts: integer("drifts").notNull().default(0),
})

/** A merged text that a person types over a conflict and has not sent yet; goes when the conflict does. */
export const mergeDrafts = pgTable(
  "merge_drafts",
  {
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    stepId: uuid("step_id")
      .notNull()
      .references(() => changeSteps.id),
    /** What stood in GHL on the person's screen. */
    found: text("found").notNull(),
    /** Null once the person went back to the offer. The row stays: a late save must find its version. */
    text: text("text"),
    /** Counts saves, so that one that comes late cannot replace a newer text. */
    version: integer("version").notNull().default(1),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.stepId] })],
)
