import "server-only"
import { store } from "#lib/db/instance.ts"
import { env, isLoopback } from "#lib/env.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { ENGINE_DEFAULTS, type EngineConfig } from "./engine/config.ts"
import { type Engine, startEngine } from "./engine/engine.ts"
import type { ChangeQueue } from "./engine/queue.ts"

// Next bundles a module more than once; there is one worker a process.
const holder = globalThis as {
  caredeskEngine?: Promise<Engine>
  caredeskQueue?: ChangeQueue
}

function configFromEnv(): EngineConfig {
  const { SETTLE_SECONDS, TEST_SKIP_FRESH_READ, GHL_BASE_URL } = env()
  return {
    ...ENGINE_DEFAULTS,
    ghl: ghl(),
    settleMs: SETTLE_SECONDS * 1_000,
    skipFreshRead: TEST_SKIP_FRESH_READ === "1" && isLoopback(GHL_BASE_URL),
  }
}

/** Starts the worker that runs changes in this process, once. To be called before pages are served. */
export async function startWorker(): Promise<void> {
  holder.caredeskEngine ??= store()
    .then((opened) => startEngine(opened, configFromEnv()))
    .catch((error) => {
      delete holder.caredeskEngine
      throw error
    })
  holder.caredeskQueue = (await holder.caredeskEngine).queue
}

/** Ends the worker of this process; what it has not finished resumes at the next start. */
export async function stopWorker(): Promise<void> {
  const engine = holder.caredeskEngine
  delete holder.caredeskEngine
  delete holder.caredeskQueue
  await (await engine)?.stop()
}

/**
 * The queue of this process's worker. Where no worker runs (a command, a test), changes are stored
 * without a job, and the next worker to start finds them by its sweep.
 */
export const processQueue = (): ChangeQueue => holder.caredeskQueue ?? { wake: async () => {} }
