import "server-only"
import { randomUUID } from "node:crypto"
import { and, eq, gte, isNotNull, lt, sql } from "drizzle-orm"
import { z } from "zod"
import { recordAudit } from "#lib/audit/record.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { changes, reconcileRuns } from "#lib/db/schema/changes.ts"
import { decisions } from "#lib/db/schema/reviews.ts"
import { settings } from "#lib/db/schema/settings.ts"
import type { Db } from "#lib/db/store.ts"
import { isAcceptedAlone } from "./accepted.ts"
import { isFinishedDecision } from "./decisions.ts"
import type { Place } from "./run.ts"

/** The hours of the clinic's night in which the look is taken, from inclusive, to exclusive. */
const FROM_HOUR = 3
const TO_HOUR = 6
/** A run whose process has kept no place for this long is another's to go on with. */
const STALE_MINUTES = 5
const PAUSE_MS = 250

const KEY = "reconcile"
const kept = z.object({ runId: z.string(), holder: z.string(), after: z.string().nullable() })

/** The clinic's last night, `YYYY-MM-DD`, and whether its hours for the look are still on. */
export function lastNight(now: Date, timeZone: string): { night: string; on: boolean } {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    hourCycle: "h23",
  }).format(now)
  const [day = "", hour = ""] = parts.split(" ")
  if (Number(hour) >= FROM_HOUR) return { night: day, on: Number(hour) < TO_HOUR }
  const before = new Date(`${day}T00:00:00Z`)
  before.setUTCDate(before.getUTCDate() - 1)
  return { night: before.toISOString().slice(0, 10), on: false }
}

/** Whether a night has passed in which nothing looked at decisions that stood then: the desk was shut. */
export async function wasMissed(db: Db, night: string, timeZone: string): Promise<boolean> {
  const began = sql`(${night}::date + make_interval(hours => ${FROM_HOUR}::int)) at time zone ${timeZone}`
  const [stood] = await db
    .select({ id: changes.id })
    .from(changes)
    .where(and(isFinishedDecision, lt(changes.finishedAt, began)))
    .limit(1)
  const [accepted] = await db
    .select({ id: decisions.id })
    .from(decisions)
    .where(and(isAcceptedAlone, lt(decisions.at, began)))
    .limit(1)
  if (!stood && !accepted) return false
  const [looked] = await db
    .select({ id: reconcileRuns.id })
    .from(reconcileRuns)
    .where(and(gte(reconcileRuns.startedAt, began), isNotNull(reconcileRuns.finishedAt)))
    .limit(1)
  return looked === undefined
}

/**
 * Takes a night's run for this process, from the start or from where a process that is gone left it.
 * Null when it is done, or another process has it. One run a night, whatever the number of processes.
 */
export function takeNight(
  db: Db,
  night: string,
  pauseMs: number = PAUSE_MS,
): Promise<{ runId: string; place: Place } | null> {
  return db.transaction(async (tx) => {
    const [made] = await tx
      .insert(reconcileRuns)
      .values({ night })
      .onConflictDoNothing()
      .returning({ id: reconcileRuns.id })
    // The lock lets one process at a time look who has the run.
    const [run] = await tx
      .select()
      .from(reconcileRuns)
      .where(eq(reconcileRuns.night, night))
      .for("update")
    if (!run || run.finishedAt) return null
    const [row] = await tx
      .select({
        value: settings.value,
        fresh: sql<boolean>`${settings.updatedAt} > clock_timestamp() - ${STALE_MINUTES}::int * interval '1 minute'`,
      })
      .from(settings)
      .where(eq(settings.key, KEY))
    const before = kept.safeParse(row?.value).data
    const sameRun = before?.runId === run.id
    if (sameRun && row?.fresh) return null
    const holder = randomUUID()
    const after = sameRun ? (before?.after ?? null) : null
    const value = { runId: run.id, holder, after }
    await tx
      .insert(settings)
      .values({ key: KEY, value, updatedAt: dbNow() })
      .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: dbNow() } })
    if (made) {
      await recordAudit(tx, {
        actor: "system",
        action: "reconcile.started",
        detail: { runId: run.id, night },
      })
    }
    const reached = async (contactId: string) => {
      const mine = await db
        .update(settings)
        .set({ value: { ...value, after: contactId }, updatedAt: dbNow() })
        .where(and(eq(settings.key, KEY), sql`${settings.value} ->> 'holder' = ${holder}`))
        .returning({ key: settings.key })
      return mine.length > 0
    }
    return { runId: run.id, place: { after, reached, pauseMs } }
  })
}
