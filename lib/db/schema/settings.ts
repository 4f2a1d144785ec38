import { jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core"
import { people } from "./people.ts"

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** What administrators decide for all, and what background looks remember: one row a subject, parsed by its owner. */
export const settings = pgTable("settings", {
  key: text("key").primaryKey(),
  value: jsonb("value").notNull(),
  updatedBy: uuid("updated_by").references(() => people.id),
  updatedAt: instant("updated_at").notNull().defaultNow(),
})
