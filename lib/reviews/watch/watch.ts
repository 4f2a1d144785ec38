import "server-only"
import type { Store } from "#lib/db/store.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { log } from "#lib/log.ts"
import { freeWatchLease, keepWatchLease, takeWatchLease, WatchLeaseLostError } from "./lease.ts"
import { LEASE_MS, type LookConfig, look } from "./look.ts"
import { keepFailed, keepLooked, reasonOf } from "./news.ts"

export type WatchConfig = LookConfig & {
  /** Milliseconds between two looks, whichever process makes them. */
  everyMs: number
}

/** What holds unless said otherwise; see docs/decisions/110. */
export const WATCH_DEFAULTS = { requests: 30, pageSize: 100, retryMs: 60_000 }

/** One look, if no other process looks or has looked within the interval. Answers whether it looked. */
export async function lookIfDue(
  { db }: Store,
  config: WatchConfig,
  signal?: AbortSignal,
): Promise<boolean> {
  const token = await takeWatchLease(db, LEASE_MS)
  if (token === null) return false
  const begun = Date.now()
  try {
    await keepLooked(db, token, await look(db, config, token, signal))
  } catch (error) {
    if (!signal?.aborted && !(error instanceof WatchLeaseLostError)) {
      await keepFailed(db, token, error).catch(() =>
        log.warn("that a look failed could not be kept"),
      )
    }
    throw error
  } finally {
    // Kept until the next look is due, a little less so that our own timer is never just too early.
    const rest = Math.max(0, config.everyMs * 0.9 - (Date.now() - begun))
    await keepWatchLease(db, token, rest)
  }
  return true
}

/** Starts looking at a regular interval in this process. */
export async function startWatch(
  store: Store,
  config: WatchConfig,
): Promise<{ stop(): Promise<void> }> {
  // Nobody else can have this store open: whoever had the watch is gone.
  if (store.engine.kind === "pglite") await freeWatchLease(store.db)
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<unknown> = Promise.resolve()

  const tick = async () => {
    try {
      await lookIfDue(store, config, stopping.signal)
    } catch (error) {
      if (stopping.signal.aborted || error instanceof WatchLeaseLostError) return
      const kind = reasonOf(error)
      if (kind !== "bug") {
        const { status, traceId } = error instanceof GhlError ? error : {}
        log.warn({ kind, status, traceId }, "a look for unreviewed text could not go on")
      } else {
        log.error({ err: error }, "a look for unreviewed text failed")
      }
    }
  }
  const tickIn = (ms: number) => {
    timer = setTimeout(() => {
      looking = tick().then(() => {
        if (!stopping.signal.aborted) tickIn(config.everyMs)
      })
    }, ms)
    timer.unref()
  }
  tickIn(0)
  return {
    async stop() {
      stopping.abort(new Error("The watch is being stopped"))
      clearTimeout(timer)
      await looking
    },
  }
}
