import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { people } from "./people.ts"

const instant = (name: string) => timestamp(name, { withTimezone: true })

export const CHANGE_KINDS = ["tags", "lifecycle", "call-notes", "fields", "note", "review"] as const

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
    /** Custom field id, tag, or note id (null for a note to be made, until it is made). */
    target: text("target"),
    /** Name of the field or tag for people. */
    label: text("label").notNull(),
    /** Text as the person saw it; null for notes to be made. Tags: `present` or `absent`. */
    seen: text("seen"),
    /** Text as it shall be. Tags: `present` or `absent`. */
    wanted: text("wanted").notNull(),
    /** What stood in GHL when a conflict was found. */
    found: text("found"),
    /** Reference line's id of a note made by this step. */
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
