import "server-only"
import { and, asc, eq, isNotNull, lt } from "drizzle-orm"
import { changes } from "#lib/db/schema/changes.ts"
import type { Store } from "#lib/db/store.ts"
import { log } from "#lib/log.ts"
import { mendAfterClockSetBack } from "./clock-set-back.ts"
import type { EngineConfig } from "./config.ts"
import { runnable } from "./lease.ts"
import { type ChangeQueue, openQueue } from "./queue.ts"
import { forgetOldTexts } from "./retention.ts"
import { runChange } from "./run.ts"
import { dbNowPlus } from "./time.ts"

export type Engine = {
  /** For `createChange` and the acts of people on changes. */
  queue: ChangeQueue
  /** Ends the worker: what runs has some seconds to reach its end, the rest resumes at the next start. */
  stop(): Promise<void>
}

const RETENTION_EVERY_MS = 3_600_000

/** Starts the worker of this process on a store. */
export async function startEngine(store: Store, config: EngineConfig): Promise<Engine> {
  const { db } = store
  if (store.engine.kind === "pglite") {
    // Nobody else can have this store open: whoever held a change is gone.
    await db
      .update(changes)
      .set({ leaseToken: null, leaseUntil: null })
      .where(isNotNull(changes.leaseToken))
  }
  const queue = await openQueue(store.engine)
  const rule = { ms: config.leaseMs, skip: config.skipLease }
  let stopped = false

  /**
   * Somebody is at work on a change whose row is locked, or stands still there, perhaps with a job for it
   * that is not to be seen yet: whoever waited for that would leave all the others asleep.
   */
  const wakeIfFree = (changeId: string) =>
    db.transaction(async (tx) => {
      const [isFree] = await tx
        .select({ id: changes.id })
        .from(changes)
        .where(eq(changes.id, changeId))
        .for("update", { skipLocked: true })
      if (isFree) await queue.wake(tx, changeId)
    })

  /** Wakes what could run and has not for a moment: a killed worker's, or one whose job was lost. */
  const sweep = async () => {
    const moved = await mendAfterClockSetBack(db, config.leaseMs)
    if (moved > 0) log.warn({ moved }, "the clock was set back; times of changes were moved")
    const idle = await db
      .select({ id: changes.id })
      .from(changes)
      .where(and(runnable(rule), lt(changes.updatedAt, dbNowPlus(-config.idleMs))))
      .orderBy(asc(changes.seq))
      .limit(50)
    for (const { id } of idle) await wakeIfFree(id)
  }

  let forgottenAt = 0
  const tend = async () => {
    await sweep()
    if (Date.now() - forgottenAt > RETENTION_EVERY_MS) {
      forgottenAt = Date.now()
      await forgetOldTexts(db)
    }
  }
  let timer: NodeJS.Timeout | undefined
  let tending = Promise.resolve()
  const tendLater = (ms: number) => {
    timer = setTimeout(() => {
      tending = tend()
        .catch((error) => log.error({ err: error }, "the sweep of changes failed"))
        .then(() => {
          if (!stopped) tendLater(config.sweepMs)
        })
    }, ms)
    timer.unref()
  }

  const work = (concurrency: number) =>
    queue.work(
      (changeId) => config.watch.change(changeId, () => runChange(config, db, queue, changeId)),
      concurrency,
    )
  config.watch.onStanding(() => work(1))
  if (config.standBy) {
    config.standBy
      .then(() => (stopped ? undefined : work(config.concurrency)))
      .catch((error) => log.error({ err: error }, "the worker did not start"))
  } else await work(config.concurrency)
  tendLater(0)
  return {
    queue,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await tending
      await queue.stop()
    },
  }
}
