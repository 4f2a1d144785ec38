import "server-only"
import { type SQL, sql } from "drizzle-orm"
import { auditEvents } from "#lib/db/schema/audit.ts"

/** A change that has got no further for so long is put before a person. */
const LONG_MINUTES = 15

const list = (words: string[]): SQL =>
  sql.join(
    words.map((word) => sql`${word}`),
    sql`, `,
  )

/** A change that is being sent once more is no less late for it. */
const UNDER_WAY = list(["waiting", "unsure", "running"])
const PAUSES = list(["change.waiting", "change.unsure"])
/** What brings a change further, or has a person decide how it goes on. */
const FURTHER = list([
  "change.step-written",
  "change.step-already-so",
  "change.step-skipped",
  "change.done-by-hand",
  "change.stopped",
  "change.conflict",
])

/**
 * Since when a change on its way has got no further, where that is long; null else. From the first pause
 * that the audit tells of since the last step forward: to try it again by hand is none. For queries of
 * `changes`, whose columns are named in full: Drizzle leaves the table out where there is one alone.
 */
export const delayedSince: SQL<Date | null> =
  sql<Date | null>`case when changes.status in (${UNDER_WAY}) then (
  select pause.at from audit_events as pause
  where pause.contact_id = changes.contact_id
    and pause.detail ->> 'changeId' = changes.id::text
    and pause.action in (${PAUSES})
    and pause.at < clock_timestamp() - ${LONG_MINUTES}::int * interval '1 minute'
    and not exists (
      select 1 from audit_events as further
      where further.contact_id = pause.contact_id
        and further.detail ->> 'changeId' = changes.id::text
        and further.action in (${FURTHER})
        and further.id > pause.id
    )
  order by pause.id
  limit 1
) end`.mapWith(auditEvents.at)

export const isDelayed: SQL = sql`${delayedSince} is not null`
