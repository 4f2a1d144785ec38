import { type Column, type SQL, sql } from "drizzle-orm"
import { drafts } from "#lib/db/schema/reviews.ts"

type Run = { source: Column; receivedAt: Column }

/** When the pipeline made a run; null when it does not say. */
export const madeAt = ({ source }: Pick<Run, "source"> = drafts): SQL =>
  sql`(${source}->>'createdAt')::timestamptz`

/** Whether one run is newer than another: made later where both say when, else arrived later. */
export const isNewer = (one: Run, other: Run): SQL<boolean> =>
  sql<boolean>`coalesce(${madeAt(one)} > ${madeAt(other)}, ${one.receivedAt} > ${other.receivedAt})`
