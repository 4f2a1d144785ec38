import { index, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core"
import { people } from "./people.ts"

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** What a person is writing on a contact and has not saved yet; survives a closed tab and a sign-out. */
export const composerDrafts = pgTable(
  "composer_drafts",
  {
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    contactId: text("contact_id").notNull(),
    callNotes: text("call_notes").notNull(),
    /** call_notes as they stood when the draft was begun; what the save compares with. */
    seenCallNotes: text("seen_call_notes").notNull(),
    note: text("note").notNull().default(""),
    /** Id of a lifecycle step to go with the save, if chosen. */
    lifecycleStep: text("lifecycle_step"),
    /** The change this draft was saved as; the draft goes when that change is done. */
    changeId: uuid("change_id"),
    startedAt: instant("started_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.contactId] }),
    index("composer_drafts_contact").on(t.contactId),
  ],
)

/** Tags met on contacts of the location; the token may not list tags. */
export const tagsSeen = pgTable("tags_seen", {
  tag: text("tag").primaryKey(),
  lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
})
