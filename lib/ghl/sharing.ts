import "server-only"
import { leftUntil } from "./deadline.ts"
import type { GhlError } from "./errors.ts"
import { timeoutError } from "./network.ts"
import type { CallOptions } from "./types.ts"

type Flight = { promise: Promise<unknown>; stop: AbortController; readers: number }

/** Lets identical concurrent reads share one call; nothing is kept once it is answered. */
export type Sharing = <T>(
  key: string,
  options: CallOptions,
  read: (options: CallOptions) => Promise<T>,
) => Promise<T>

/**
 * A reader that leaves (by its signal, or at its own deadline) does not take the call from the others, and
 * the call has a whole one; when all have left, the call ends. `fresh` reads go alone. People and background never share, for their lanes differ; nor does
 * what a write needs share with what the day may refuse.
 */
export function createSharing(): Sharing {
  const flights = new Map<string, Flight>()

  return async <T>(
    key: string,
    options: CallOptions,
    read: (options: CallOptions) => Promise<T>,
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
    let tooLate: GhlError | undefined
    try {
      const leave = () => {
        tooLate = timeoutError(true)
        return tooLate
      }
      // The key holds verb and arguments, so a flight under it answers with the same type.
      return (await orLeft(joined.promise, options, leave)) as T
    } finally {
      joined.readers -= 1
      if (joined.readers === 0) {
        if (flights.get(fullKey) === joined) flights.delete(fullKey)
        // A call that nobody could wait for any longer failed, and is remembered as one that did.
        joined.stop.abort(tooLate)
      }
    }
  }
}

/** `atDeadline` gives the error of a reader whose deadline comes first. */
function orLeft<T>(
  promise: Promise<T>,
  { signal, deadline }: CallOptions,
  atDeadline: () => GhlError,
): Promise<T> {
  if (signal === undefined && deadline === undefined) return promise
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal?.reason)
    signal?.addEventListener("abort", leave, { once: true })
    const timer =
      deadline === undefined
        ? undefined
        : setTimeout(() => reject(atDeadline()), leftUntil(deadline))
    promise.then(resolve, reject).finally(() => {
      signal?.removeEventListener("abort", leave)
      clearTimeout(timer)
    })
  })
}
