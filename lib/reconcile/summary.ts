import "server-only"
import { eq } from "drizzle-orm"
import { z } from "zod"
import { reconcileRuns } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { openDriftCount, openDrifts } from "./list.ts"

/** What a look came to: ids and counts, no health data. */
export const summarySchema = z.object({
  runId: z.string(),
  /** `broken-off`: GHL did not answer, or the process ended. */
  state: z.enum(["running", "finished", "broken-off"]),
  checked: z.number(),
  unread: z.number(),
  /** Differences that nobody has looked at. */
  openCount: z.number(),
  /** The first of them. */
  open: z.array(
    z.object({
      kind: z.string(),
      changeId: z.string().nullable(),
      reviewId: z.string().nullable(),
      contactId: z.string(),
    }),
  ),
})

export type Summary = z.infer<typeof summarySchema>

/** Differences a summary names: enough to begin with, and short enough to print. */
const MOST = 500

/** Where a run stands; null when there is no such run. */
export async function summaryOf(
  db: Db,
  runId: string,
  running: boolean,
  most: number = MOST,
): Promise<Summary | null> {
  const [run] = await db.select().from(reconcileRuns).where(eq(reconcileRuns.id, runId))
  if (!run) return null
  const open = await openDrifts(db, most)
  return {
    runId,
    state: run.finishedAt ? "finished" : running ? "running" : "broken-off",
    checked: run.checked,
    unread: run.unread,
    openCount: await openDriftCount(db),
    open: open.map(({ kind, changeId, reviewId, contactId }) => ({
      kind,
      changeId,
      reviewId,
      contactId,
    })),
  }
}

/**
 * How the command ends: 0 where each decision was looked at and nothing differs, 1 where something differs or
 * could not be looked at, 2 where the look broke off.
 */
export const exitCodeOf = ({ state, openCount, unread }: Summary): number => {
  if (state !== "finished") return 2
  return openCount > 0 || unread > 0 ? 1 : 0
}

/** A summary in lines for the command. */
export function reportOf({ runId, checked, unread, openCount, open }: Summary): string[] {
  return [
    `Look ${runId}: ${checked} decisions checked, ${unread} could not be, ${openCount} differences open.`,
    ...open.map(
      ({ kind, changeId, reviewId, contactId }) =>
        `  ${kind}  ${changeId === null ? `review ${reviewId}` : `change ${changeId}`}  contact ${contactId}`,
    ),
    ...(open.length < openCount ? [`  Showing the first ${open.length} of ${openCount}.`] : []),
  ]
}
