import "server-only"
import { and, eq, inArray, isNull, not, or, type SQL, sql } from "drizzle-orm"
import { changes, type DRIFT_KINDS, drifts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"

type DriftKind = (typeof DRIFT_KINDS)[number]

/** Still there when it was last looked for, and nobody has left it so. */
export const isOpenDrift = and(isNull(drifts.goneAt), isNull(drifts.acceptedAt)) as SQL

/** Caredesk marks the surplus note by itself, or has and nobody has looked since; a stopped mending counts itself. */
const marksItself = sql`exists (select 1 from ${changes} as mend where mend.id = ${drifts.mendedBy} and mend.status <> 'cancelled' and (mend.status <> 'done' or mend.finished_at >= ${drifts.lastSeenAt}))`

/** Something of ours is lost, doubled or altered: nobody does that as part of the day's work. */
const isLoss = or(
  inArray(drifts.kind, ["note-missing", "contact-gone", "note-altered"]),
  and(eq(drifts.kind, "note-surplus"), not(marksItself)),
) as SQL

const isOpenLoss = and(isOpenDrift, isLoss) as SQL

/** Whether something that a change wrote is lost, doubled or altered, and nobody has decided about it. */
export const hasOpenLoss = sql`exists (select 1 from ${drifts} where ${drifts.changeId} = ${changes.id} and ${isOpenLoss})`

/** How many decisions that wrote nothing a person has to look at: their client is gone. */
export async function lostAcceptances(db: Db): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(distinct ${drifts.decisionId})::int` })
    .from(drifts)
    .where(isOpenLoss)
  return row?.n ?? 0
}

/** How finished decisions stand in GHL, as the last looks found it. */
export type Differences = {
  /** Decisions that differ from what was approved, and that nobody has left so. */
  decisions: number
  /** Those of them of which something is lost, doubled or altered. The others were edited in GHL. */
  needing: number
  /** In which ways these differ. */
  losses: DriftKind[]
}

/** What differs, counted by decisions. */
export async function openDifferences(db: Db): Promise<Differences> {
  const decision = sql`distinct coalesce(${drifts.changeId}, ${drifts.decisionId})`
  const [row] = await db
    .select({
      decisions: sql<number>`count(${decision})::int`,
      needing: sql<number>`(count(${decision}) filter (where ${isLoss}))::int`,
      losses: sql<
        DriftKind[]
      >`coalesce(jsonb_agg(distinct ${drifts.kind}) filter (where ${isLoss}), '[]'::jsonb)`,
    })
    .from(drifts)
    .where(isOpenDrift)
  return row ?? { decisions: 0, needing: 0, losses: [] }
}
