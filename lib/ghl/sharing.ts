import "server-only"
import type { ReadOptions } from "./types.ts"

type Flight = { promise: Promise<unknown>; stop: AbortController; readers: number }

/** Lets identical concurrent reads share one call; nothing is kept once it is answered. */
export type Sharing = <T>(
  key: string,
  options: ReadOptions,
  read: (options: ReadOptions) => Promise<T>,
) => Promise<T>

/**
 * A reader that leaves (by its signal) does not take the call from the others; when all have left,
 * the call ends. `fresh` reads go alone. People and background never share, for their lanes differ; nor does
 * what a write needs share with what the day may refuse.
 */
export function createSharing(): Sharing {
  const flights = new Map<string, Flight>()

  return async <T>(
    key: string,
    options: ReadOptions,
    read: (options: ReadOptions) => Promise<T>,
  ): Promise<T> => {
    if (options.fresh) return read(options)
    options.signal?.throwIfAborted()
    const priority = options.priority ?? "person"
    const { forWrite } = options
    const fullKey = `${priority} ${forWrite ? "for a write " : ""}${key}`
    let flight = flights.get(fullKey)
    if (flight === undefined) {
      const stop = new AbortController()
      const promise = read({ priority, forWrite, signal: stop.signal }).finally(() => {
        if (flights.get(fullKey)?.promise === promise) flights.delete(fullKey)
      })
      flight = { promise, stop, readers: 0 }
      flights.set(fullKey, flight)
    }
    const joined = flight
    joined.readers += 1
    try {
      // The key holds verb and arguments, so a flight under it answers with the same type.
      return (await orAborted(joined.promise, options.signal)) as T
    } finally {
      joined.readers -= 1
      if (joined.readers === 0) {
        if (flights.get(fullKey) === joined) flights.delete(fullKey)
        joined.stop.abort()
      }
    }
  }
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason)
    signal.addEventListener("abort", leave, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave))
  })
}
