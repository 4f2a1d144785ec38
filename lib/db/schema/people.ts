import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core"

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** Staff who sign in. */
export const people = pgTable("people", {
  id: uuid("id").primaryKey().defaultRandom(),
  /** Lower-cased. */
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  role: text("role", { enum: ["coordinator", "admin"] }).notNull(),
  /** Argon2id, in PHC format. */
  passwordHash: text("password_hash").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  /** A disabled person is out on the next request. */
  disabledAt: instant("disabled_at"),
})

/** One row behind each session cookie, looked up on every request. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Last act of the person; background polling does not move it. */
    lastActiveAt: instant("last_active_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [index("sessions_person").on(t.personId)],
)

/** The one-time link to /setup. Only the SHA-256 of its token is kept. */
export const setupLinks = pgTable("setup_links", {
  tokenHash: text("token_hash").primaryKey(),
  createdAt: instant("created_at").notNull().defaultNow(),
  usedAt: instant("used_at"),
})
