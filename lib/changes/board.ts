import "server-only"
import { and, count, gt, inArray, not, or, type SQL, sql } from "drizzle-orm"
import { changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { hasOpenAltered } from "./altered.ts"
import { isDelayed } from "./delay.ts"
import { type Differences, hasOpenLoss, lostAcceptances, openDifferences } from "./differences.ts"
import { type Standing, standingOf } from "./standing.ts"
import type { ChangeStatus, ChangeView } from "./types.ts"
import { findChanges } from "./views.ts"

/** Unfinished changes shown at once: far above what a clinic has on its way. */
const MOST = 200
const FINISHED_DAYS = 7

/** In the order of urgency: what waits for a person comes first. */
const URGENCY: Standing[] = [
  "conflict",
  "stopped",
  "delayed",
  "unsure",
  "waiting",
  "held",
  "running",
  "queued",
]

const OPEN = URGENCY.filter((standing) => standing !== "delayed")

const OVER: ChangeStatus[] = ["done", "cancelled"]

/** Over, but its note reads otherwise in GHL, and somebody has to decide about that. */
const leftAltered = and(inArray(changes.status, OVER), hasOpenAltered) as SQL

/** What the page of changes shows before what is finished. */
const isOpen = or(inArray(changes.status, OPEN), leftAltered)

/** Lists say where a change stands; texts are shown on its own page. */
const withoutTexts = (view: ChangeView): ChangeView => ({
  ...view,
  altered: view.altered && { ...view.altered, approved: null, found: null },
  steps: view.steps.map((step) => ({ ...step, conflict: null })),
})

export type OpenChanges = {
  /** The first of them, most urgent first, within that the oldest. */
  changes: ChangeView[]
  /** How many stand how, also of those that are not among `changes`. */
  counts: Partial<Record<Standing, number>>
  /** What differs in GHL from what was approved. */
  differences: Differences
}

/** As `standingOf` has it. */
const standing = sql<Standing>`case when ${isDelayed} then 'delayed' else changes.status end`

/** Changes that are not over, or over with a note that somebody has to look at: the first `most`, and how many there are. */
export async function openChanges(db: Db, most: number = MOST): Promise<OpenChanges> {
  const urgency = sql.join(
    URGENCY.map((one, place) => sql`when ${one} then ${place}::int`),
    sql` `,
  )
  const views = await findChanges(db, {
    where: isOpen,
    orderBy: [sql`case ${standing} ${urgency} else 1 end`, sql`${changes.seq}`],
    limit: most,
  })
  const shown = views.map(withoutTexts)
  return {
    changes: shown,
    counts: shown.length < most ? tally(shown) : await countOpen(db),
    differences: await openDifferences(db),
  }
}

/** Of a list that is whole: it and its numbers are of one moment. */
function tally(views: ChangeView[]): OpenChanges["counts"] {
  const counts: OpenChanges["counts"] = {}
  for (const view of views) {
    const one = standingOf(view)
    counts[one] = (counts[one] ?? 0) + 1
  }
  return counts
}

async function countOpen(db: Db): Promise<OpenChanges["counts"]> {
  const counted = await db
    .select({ standing, n: count() })
    .from(changes)
    .where(isOpen)
    .groupBy(sql`1`)
  return Object.fromEntries(counted.map(({ standing, n }) => [standing, n]))
}

/** Over, but something it wrote is lost, doubled or altered in GHL. */
const leftWithLoss = and(inArray(changes.status, OVER), hasOpenLoss)

/**
 * How many changes a person has to decide about, or to look at since they have got no further for long or
 * what they wrote is lost; and decisions that wrote nothing, whose client is lost.
 */
export async function needingAttention(db: Db): Promise<number> {
  const needed = or(inArray(changes.status, ["conflict", "stopped"]), leftWithLoss, isDelayed)
  return (await db.$count(changes, needed)) + (await lostAcceptances(db))
}

export type FinishedPage = {
  changes: ChangeView[]
  /** Where the next page begins; null on the last. */
  next: number | null
}

/** Changes that ended within the last 7 days, the last created first. `before` comes from the page before. */
export async function finishedChanges(
  db: Db,
  page: { before: number | null; limit: number },
): Promise<FinishedPage> {
  const where: (SQL | undefined)[] = [
    inArray(changes.status, OVER),
    not(hasOpenAltered),
    gt(changes.finishedAt, sql`clock_timestamp() - ${FINISHED_DAYS}::int * interval '1 day'`),
    page.before === null ? undefined : sql`${changes.seq} < ${page.before}`,
  ]
  const found = await findChanges(db, {
    where: and(...where),
    orderBy: [sql`${changes.seq} desc`],
    limit: page.limit + 1,
  })
  const shown = found.slice(0, page.limit)
  return {
    changes: shown.map(withoutTexts),
    next: found.length > page.limit ? (shown.at(-1)?.seq ?? null) : null,
  }
}
