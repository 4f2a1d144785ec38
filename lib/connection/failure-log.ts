import "server-only"
import { AsyncResource } from "node:async_hooks"
import { desc, inArray, lt, or, sql } from "drizzle-orm"
import { ghlFailures } from "#lib/db/schema/connection.ts"
import type { Db } from "#lib/db/store.ts"
import { log } from "#lib/log.ts"
import { KEPT_DAYS } from "./recent-failures.ts"
import type { Failure, ProcessRole } from "./types.ts"

/** Failures that come together are written together: an outage shall not write with every call. */
const PAUSE_MS = 250
/** Most that wait to be written; beyond them the oldest go, for the newest say most. */
const MAX_WAITING = 50
/** Most that the store keeps, of all processes. */
const MAX_KEPT = 200

/**
 * What a client of GHL tells its failures to, so that they stand in the store for all processes to see.
 * It takes no time of the call that failed: they are written later, one batch at a time, and a batch
 * that the store does not take is dropped and said so in the log.
 */
export function keepingFailures(
  database: () => Promise<Db>,
  process: ProcessRole,
): (failure: Failure) => void {
  let waiting: Failure[] = []
  let isWriting = false

  // In this context, not in that of the change whose call failed: it is no part of that change.
  const write = AsyncResource.bind(async (): Promise<void> => {
    const batch = waiting
    waiting = []
    try {
      await keep(await database(), process, batch)
    } catch (err) {
      log.warn({ err, count: batch.length }, "failed calls to GHL could not be kept")
    }
    if (waiting.length > 0) later()
    else isWriting = false
  })

  function later(): void {
    isWriting = true
    setTimeout(write, PAUSE_MS).unref()
  }

  return (failure) => {
    waiting.push(failure)
    if (waiting.length > MAX_WAITING) waiting.shift()
    if (!isWriting) later()
  }
}

async function keep(db: Db, process: ProcessRole, failures: readonly Failure[]): Promise<void> {
  await db
    .insert(ghlFailures)
    .values(
      failures.map(({ id, at, area, operation, kind, status, traceId }) => ({
        id,
        // When it failed, not when it is written, or the order of two processes would be that of writing.
        at: sql`clock_timestamp() - ${Math.max(0, Date.now() - Date.parse(at))}::int * interval '1 ms'`,
        process,
        area,
        operation,
        kind,
        status,
        traceId: traceId?.slice(0, 100) ?? null,
      })),
    )
    .onConflictDoNothing()
  const surplus = db
    .select({ id: ghlFailures.id })
    .from(ghlFailures)
    .orderBy(desc(ghlFailures.at), desc(ghlFailures.id))
    .offset(MAX_KEPT)
  const tooOld = lt(ghlFailures.at, sql`now() - make_interval(days => ${KEPT_DAYS}::int)`)
  await db.delete(ghlFailures).where(or(tooOld, inArray(ghlFailures.id, surplus)))
}
