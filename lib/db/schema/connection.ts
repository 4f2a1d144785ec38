import { index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core"
import type { Area } from "#lib/ghl/connection/dealings.ts"
import type { GhlErrorKind } from "#lib/ghl/errors.ts"

/**
 * Calls to GHL that failed lately, of every process on this store: nothing that a client said or is, and
 * no id but that of GHL's trace. Bounded in age and number by who writes it.
 */
export const ghlFailures = pgTable(
  "ghl_failures",
  {
    id: uuid("id").primaryKey(),
    /** By the store's clock, which all processes share. */
    at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
    /** Kind of the process that called. */
    process: text("process").$type<"app" | "worker">().notNull(),
    area: text("area").$type<Area>().notNull(),
    /** Method and path with `{id}` for every id. */
    operation: text("operation").notNull(),
    kind: text("kind").$type<GhlErrorKind>().notNull(),
    status: integer("status"),
    traceId: text("trace_id"),
  },
  (t) => [index("ghl_failures_at").on(t.at)],
)
