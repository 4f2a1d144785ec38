import { sql } from "drizzle-orm"
import { bigserial, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core"

/** What an event says beside who, what, when: ids, field names, counts and HMACs, never texts: they would outlive what they were taken from. */
export type AuditDetail = Record<string, string | number | boolean | null | string[]>

/** Append-only: a trigger refuses UPDATE and DELETE. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
    /** Null where nobody was signed in (a refused sign-in, the pipeline). */
    personId: uuid("person_id"),
    /** `person`, `pipeline` or `system`. */
    actor: text("actor", { enum: ["person", "pipeline", "system"] }).notNull(),
    /** Dotted verb, such as `contact.opened`. */
    action: text("action").notNull(),
    contactId: text("contact_id"),
    detail: jsonb("detail").$type<AuditDetail>().notNull().default({}),
  },
  (t) => [
    index("audit_at").on(t.at),
    index("audit_contact").on(t.contactId),
    index("audit_person").on(t.personId, t.at),
    // Who was in a list, a search or a page of names: most events have no such ids.
    index("audit_contacts_in_detail")
      .using("gin", sql`(${t.detail} -> 'contactIds') jsonb_path_ops`)
      .where(sql`${t.detail} ? 'contactIds'`),
  ],
)
