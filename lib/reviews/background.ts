import "server-only"
import { forgetComposerDrafts } from "#lib/contacts/composer-retention.ts"
import { store } from "#lib/db/instance.ts"
import type { Store } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { log } from "#lib/log.ts"
import { forgetOldDrafts } from "./retention.ts"
import { startWatch, WATCH_DEFAULTS } from "./watch/watch.ts"

type Running = { stop(): Promise<void> }

const HOUR_MS = 3_600_000

// Next bundles a module more than once; this runs once a process.
const holder = globalThis as { caredeskReviewWork?: Promise<Running[]> }

/** Forgets old drafts, those of the composer too, now and every hour. */
function startForgetting({ db }: Store, keepDays: number): Running {
  let sweeping: Promise<unknown> = Promise.resolve()
  const sweep = () => {
    const told = (error: unknown) => log.error({ err: error }, "old drafts could not be forgotten")
    sweeping = Promise.all([
      forgetOldDrafts(db, keepDays).catch(told),
      forgetComposerDrafts(db).catch(told),
    ])
  }
  const timer = setInterval(sweep, HOUR_MS)
  timer.unref()
  sweep()
  return {
    async stop() {
      clearInterval(timer)
      await sweeping
    },
  }
}

async function startAll(): Promise<Running[]> {
  const opened = await store()
  const { WATCH_SECONDS, DRAFT_KEEP_DAYS } = env()
  const running = [startForgetting(opened, DRAFT_KEEP_DAYS)]
  if (WATCH_SECONDS > 0) {
    const everyMs = WATCH_SECONDS * 1_000
    running.push(await startWatch(opened, { ...WATCH_DEFAULTS, ghl: ghl(), everyMs }))
  }
  return running
}

/** Starts what reviews do by themselves in this process: the watch, and forgetting old drafts. */
export async function startReviewWork(): Promise<void> {
  holder.caredeskReviewWork ??= startAll()
  await holder.caredeskReviewWork
}

/** Ends it; what it has not finished goes on at the next start. */
export async function stopReviewWork(): Promise<void> {
  const running = (await holder.caredeskReviewWork) ?? []
  delete holder.caredeskReviewWork
  await Promise.all(running.map((one) => one.stop()))
}
