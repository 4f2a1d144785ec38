import { index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core"
import { people } from "./people.ts"

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** A biomarker as the pipeline read it. */
export type DraftBiomarker = {
  name: string
  value: number | string
  unit?: string
  low?: number
  high?: number
}

export type DraftSource = { text?: string; biomarkers?: DraftBiomarker[]; documentId?: string }

/** AI summaries posted by the pipeline, awaiting review or decided. */
export const drafts = pgTable(
  "drafts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** The pipeline's run id; the same id never makes two drafts. */
    runId: text("run_id").notNull().unique(),
    /** SHA-256 of the canonical body, to tell a repeat from a clash. */
    bodyHash: text("body_hash").notNull(),
    contactId: text("contact_id").notNull(),
    /** The client's id on the lab platform, as the pipeline says. */
    userId: text("user_id"),
    summary: text("summary").notNull(),
    analysis: text("analysis").notNull(),
    source: jsonb("source").$type<DraftSource>().notNull().default({}),
    modelName: text("model_name"),
    modelVersion: text("model_version"),
    tagsToAdd: jsonb("tags_to_add").$type<string[]>().notNull(),
    tagsToRemove: jsonb("tags_to_remove").$type<string[]>().notNull(),
    status: text("status", { enum: ["waiting", "approved", "rejected"] })
      .notNull()
      .default("waiting"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    /** The reviewer's text so far; null while it equals the AI's. */
    editedSummary: text("edited_summary"),
    editedAnalysis: text("edited_analysis"),
    /** Counts saves of the reviewer's text, so that two reviewers cannot overwrite each other. */
    editVersion: integer("edit_version").notNull().default(0),
    editedBy: uuid("edited_by").references(() => people.id),
    editedAt: instant("edited_at"),
    /** Set when a person first opened the review page: no approval of a draft nobody opened. */
    openedAt: instant("opened_at"),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by").references(() => people.id),
    rejectReason: text("reject_reason"),
    /** The change that writes an approval back. */
    changeId: uuid("change_id"),
  },
  (t) => [
    index("drafts_status").on(t.status, t.receivedAt),
    index("drafts_contact").on(t.contactId),
  ],
)
