import "server-only"
import { is, SQL, sql } from "drizzle-orm"
import { fromDrizzle, fromPglite, PgBoss } from "pg-boss"
import { z } from "zod"
import type { Db, StoreEngine } from "#lib/db/store.ts"
import { log } from "#lib/log.ts"

const QUEUE = "changes"

const result = z.object({ rows: z.array(z.unknown()) })

/** The caller's transaction, as pg-boss takes it. */
const inside = (db: Db) =>
  fromDrizzle(
    {
      execute: async (query) => {
        if (!is(query, SQL)) throw new Error("Not a query of drizzle's")
        return result.parse(await db.execute(query))
      },
    },
    sql,
  )

/** Wakes a worker for a change, in the caller's transaction: no change without its job, nor the reverse. */
export type ChangeQueue = { wake(db: Db, changeId: string, at?: Date | null): Promise<void> }

export type RunningQueue = ChangeQueue & {
  work(run: (changeId: string) => Promise<void>, concurrency: number): Promise<void>
  stop(): Promise<void>
}

/**
 * Opens the queue of changes: pg-boss in the same database. A job says only "look at this change"; the
 * change's own row says whether it may run, and at most one job of a change waits at a time.
 */
export async function openQueue(engine: StoreEngine): Promise<RunningQueue> {
  const boss = new PgBoss({
    ...(engine.kind === "pglite"
      ? { db: fromPglite(engine.pglite), backend: "pglite" as const }
      : { connectionString: engine.databaseUrl, max: 4 }),
    useListenNotify: true,
    schedule: false,
    // Each look of pg-boss at itself is seven queries. A change whose worker ended is found by our own
    // sweep within seconds; what is left for pg-boss is to clear away.
    superviseIntervalSeconds: 60,
    // For jobs that wait for others, which there are none of.
    flowIntervalSeconds: 3_600,
  })
  boss.on("error", (error) => log.error({ err: error }, "the queue of changes failed"))
  boss.on("warning", (warning) => log.warn({ warning: warning.message }, "the queue of changes"))
  await boss.start()
  await boss.createQueue(QUEUE, {
    notify: true,
    heartbeatSeconds: 10,
    retryLimit: 1_000,
    retryDelay: 1,
    retentionSeconds: 60 * 86_400,
    deleteAfterSeconds: 3_600,
  })
  // A send inside a transaction must not ask the one connection of PGlite for the queue's options.
  await boss.getQueue(QUEUE)

  /** Any that is free takes a job that becomes due. */
  const workerIds: string[] = []
  const timers = new Set<NodeJS.Timeout>()
  /** A job that becomes due is not announced by NOTIFY, and the next poll may be seconds away. */
  const lookAt = (at: Date) => {
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        for (const id of workerIds) boss.notifyWorker(id)
      },
      Math.min(Math.max(at.getTime() - Date.now(), 0) + 20, 2 ** 31 - 1),
    )
    timer.unref()
    timers.add(timer)
  }

  return {
    async wake(db, changeId, at) {
      await boss.upsert(
        QUEUE,
        { changeId },
        {
          singletonKey: changeId,
          startAfter: at ?? 0,
          db: inside(db),
        },
      )
      if (at && workerIds.length > 0) lookAt(at)
    },
    async work(run, concurrency) {
      // One by one: of several that are registered together only the first has an id to tell news to, and
      // while it is busy what becomes due would wait for a poll.
      for (let n = 0; n < concurrency; n += 1) {
        const workerId = await boss.work<{ changeId: string }>(
          QUEUE,
          {
            pollingIntervalSeconds: 2,
            // Where news of a job arrives, polling is for what the sweep and the timers above have missed.
            notifyPollingIntervalSeconds: 10,
          },
          async ([job]) => {
            if (job) await run(job.data.changeId)
          },
        )
        workerIds.push(workerId)
      }
    },
    async stop() {
      for (const timer of timers) clearTimeout(timer)
      await boss.stop({ graceful: true, timeout: 5_000, close: true })
    },
  }
}
