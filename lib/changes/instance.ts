import "server-only"
import { existsSync } from "node:fs"
import { store } from "#lib/db/instance.ts"
import type { Store } from "#lib/db/store.ts"
import { env, testSwitches } from "#lib/env.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { watchAwaitPoints } from "./await-points.ts"
import { ENGINE_DEFAULTS, type EngineConfig, scaledTimes } from "./engine/config.ts"
import { type Engine, startEngine } from "./engine/engine.ts"
import { setProcessQueue } from "./process-queue.ts"

// Next bundles a module more than once; there is one worker a process.
const holder = globalThis as { caredeskEngine?: Promise<Engine> }

/** Some more than usual wait beside each other for their point. Each that is free asks at each news of a job. */
const CONCURRENCY_WHEN_WATCHED = 10

/** Resolves once the file is there. */
const appears = (file: string) =>
  new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (!existsSync(file)) return
      clearInterval(timer)
      resolve()
    }, 50)
    timer.unref()
  })

function configFromEnv(store: Store): EngineConfig {
  const test = testSwitches()
  const config: EngineConfig = {
    ...ENGINE_DEFAULTS,
    ...scaledTimes(test.timeScale),
    ghl: ghl(),
    settleMs: test.skip === "settling" ? 0 : env().SETTLE_SECONDS * 1_000 * test.timeScale,
    skipFreshRead: test.skip === "fresh-read",
    skipLease: test.skip === "lease",
    standBy: test.standsBy === null ? null : appears(test.standsBy),
  }
  if (test.awaitPoints === null) return config
  const points = watchAwaitPoints(test.awaitPoints)
  points.store(store)
  return {
    ...config,
    ghl: points.ghl(config.ghl),
    watch: points.watch,
    concurrency: CONCURRENCY_WHEN_WATCHED,
    // One look when a doubt has settled, and not some before it: every run of a case takes the same course.
    pauseMs: { first: config.settleMs * 1.2, max: config.pauseMs.max },
    lookMs: config.settleMs * 1.2,
    staleMs: ENGINE_DEFAULTS.staleMs * 3,
  }
}

/** Starts the worker that runs changes in this process, once. To be called before pages are served. */
export async function startWorker(): Promise<void> {
  holder.caredeskEngine ??= store()
    .then((opened) => startEngine(opened, configFromEnv(opened)))
    .catch((error) => {
      delete holder.caredeskEngine
      throw error
    })
  setProcessQueue((await holder.caredeskEngine).queue)
}

/** Ends the worker of this process; what it has not finished resumes at the next start. */
export async function stopWorker(): Promise<void> {
  const engine = holder.caredeskEngine
  delete holder.caredeskEngine
  setProcessQueue(null)
  await (await engine)?.stop()
}
