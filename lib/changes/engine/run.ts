import "server-only"
import { asc, eq, sql } from "drizzle-orm"
import { changeSteps } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { log } from "#lib/log.ts"
import type { EngineConfig } from "./config.ts"
import { mayArrive } from "./known-doubts.ts"
import { claimChange, LeaseLostError, renewLease } from "./lease.ts"
import type { ChangeQueue } from "./queue.ts"
import { type Run, recordFinish, recordHalt, recordPause } from "./record.ts"
import type { LoadedStep } from "./rows.ts"
import { runStep, type StepEnd } from "./step.ts"

/** Failures of our own in a row before a change stops instead of trying for ever. */
const MAX_BUGS = 8

const loadSteps = (db: Db, changeId: string): Promise<LoadedStep[]> =>
  db
    .select({
      step: changeSteps,
      doubtAgeMs: sql<
        number | null
      >`(extract(epoch from clock_timestamp() - ${changeSteps.doubtSince}) * 1000)::float8`,
    })
    .from(changeSteps)
    .where(eq(changeSteps.changeId, changeId))
    .orderBy(asc(changeSteps.position))

const isOver = ({ step }: LoadedStep): boolean =>
  step.status === "done" || step.status === "skipped" || step.status === "cancelled"

/** How long to wait: as GHL says, else twice as long each time; a write in doubt is looked at sooner. */
function delayOf(config: EngineConfig, waits: number, end: StepEnd & { end: "pause" }): number {
  if (end.retryAfterMs !== null) return Math.min(end.retryAfterMs, 5 * 60_000)
  const growing = Math.min(config.pauseMs.first * 2 ** Math.min(waits, 20), config.pauseMs.max)
  if (end.settlesInMs === undefined) return growing
  const untilSettled = end.settlesInMs > 0 ? end.settlesInMs + 20 : Number.POSITIVE_INFINITY
  return Math.min(growing, config.lookMs, untilSettled)
}

async function runSteps(config: EngineConfig, run: Run): Promise<void> {
  for (const loaded of await loadSteps(run.db, run.change.id)) {
    if (isOver(loaded)) continue
    const end = await runStep(config, run, loaded)
    if (end.end === "done") continue
    const { failure, traceId } = end
    if (end.end === "pause") {
      const delayMs = delayOf(config, run.waits, end)
      return recordPause(run, { status: end.status, failure, traceId, delayMs })
    }
    return recordHalt(run, {
      status: end.end,
      step: end.onStep ? loaded.step : null,
      found: end.found ?? null,
      failure,
      traceId,
    })
  }
  return recordFinish(run)
}

/**
 * A failure of our own: tried again later, and stopped in the end, so that nothing hangs unseen. While a
 * write may still arrive the change can be neither given up nor overtaken.
 */
async function recordBug(config: EngineConfig, run: Run, error: unknown): Promise<void> {
  log.error({ err: error, changeId: run.change.id }, "a change failed")
  const reason = { failure: "bug" as const, traceId: null }
  const steps = await loadSteps(run.db, run.change.id)
  const inDoubt = steps.some((one) => mayArrive(one, config.settleMs))
  if (run.waits + 1 >= MAX_BUGS && !inDoubt) {
    return recordHalt(run, { ...reason, status: "stopped", step: null })
  }
  const status = inDoubt ? "unsure" : "waiting"
  const delayMs = delayOf(config, run.waits, {
    end: "pause",
    status,
    retryAfterMs: null,
    ...reason,
  })
  return recordPause(run, { ...reason, status, delayMs })
}

/**
 * Carries a change as far as it goes now: to its end, to a pause, or to a stop that a person decides.
 * Does nothing when it may not run (held, waiting, another worker's, behind an earlier one).
 */
export async function runChange(
  config: EngineConfig,
  db: Db,
  queue: ChangeQueue,
  changeId: string,
): Promise<void> {
  const change = await claimChange(db, changeId, config.leaseMs, config.skipLease)
  if (!change) return
  config.watch.claimed(change.contactId)
  const run: Run = { db, queue, change, waits: change.waits }
  let renewing = false
  const renew = () => {
    // A store that stands still must not be asked over every connection there is.
    if (renewing) return
    renewing = true
    // A lost lease shows at the next record; a failed renewal at the next send.
    renewLease(db, change)
      .catch((error) => log.warn({ err: error, changeId }, "a lease was not renewed"))
      .finally(() => {
        renewing = false
      })
  }
  const heart = config.watch.aside(() => setInterval(renew, config.leaseMs / 3))
  try {
    await runSteps(config, run)
  } catch (error) {
    if (error instanceof LeaseLostError) {
      log.warn({ changeId }, "another worker has this change")
      return
    }
    await recordBug(config, run, error).catch((failed) => {
      if (!(failed instanceof LeaseLostError)) throw failed
    })
  } finally {
    clearInterval(heart)
  }
}
