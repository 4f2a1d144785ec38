import type { RateLimit, Spending } from "../types.ts"
import { type Counter, counterOf } from "./counters.ts"
import { OtherSpender } from "./other-spender.ts"

const DAY_MS = 86_400_000
/** Refused calls of the app that are told; older ones are forgotten. */
const TOLD_REFUSALS = 10_000
/** Calls that are told at least; older ones are forgotten. */
const TOLD_CALLS = 20_000

const nothing = (): Spending => ({
  app: { accepted: 0, refused: 0 },
  others: { accepted: 0, refused: 0 },
  refusals: [],
  calls: [],
})

/** Counts requests against an interval and a day (UTC), for the app and another spender together. */
export class RateLimiter {
  #kind: RateLimit["kind"]
  #counter: Counter = counterOf("fixed")
  #others = new OtherSpender()
  #spending = nothing()
  #day = 0
  #inDay = 0

  /** Counts one request of the app; false when a limit is reached: it counts then only with `refusedCount`. */
  take(limit: RateLimit, now: number): boolean {
    this.#advance(limit, now)
    const accepted = this.#count(limit, now, true)
    this.#spending.app[accepted ? "accepted" : "refused"] += 1
    if (!accepted) {
      this.#spending.refusals.push({ at: now })
      this.#spending.refusals.splice(0, this.#spending.refusals.length - TOLD_REFUSALS)
    }
    return accepted
  }

  /** Calls of somebody else, now. Gives back how many were let through. */
  spend(limit: RateLimit, calls: number, now: number): number {
    this.#advance(limit, now)
    let accepted = 0
    for (let n = 0; n < calls; n += 1) if (this.#other(limit, now)) accepted += 1
    return accepted
  }

  /** Who spent how much since the last clearing. */
  spending(limit: RateLimit, now: number): Spending {
    this.#advance(limit, now)
    return this.#spending
  }

  /** The five headers of every answer. */
  headers(limit: RateLimit, now: number): Record<string, string> {
    this.#advance(limit, now)
    return {
      "X-RateLimit-Limit-Daily": String(limit.daily),
      "X-RateLimit-Daily-Remaining": String(Math.max(0, limit.daily - this.#inDay)),
      "X-RateLimit-Interval-Milliseconds": String(limit.intervalMs),
      "X-RateLimit-Max": String(limit.max),
      "X-RateLimit-Remaining": String(this.#counter.left(limit, now)),
    }
  }

  /** Seconds until one more request is let through. */
  secondsLeft(limit: RateLimit, now: number): number {
    return Math.max(1, Math.ceil(this.#counter.freeIn(limit, now) / 1000))
  }

  clear(): void {
    this.#kind = undefined
    this.#counter = counterOf("fixed")
    this.#others = new OtherSpender()
    this.#spending = nothing()
    this.#inDay = 0
  }

  #advance(limit: RateLimit, now: number): void {
    if (limit.kind !== this.#kind) {
      this.#kind = limit.kind
      this.#counter = counterOf(limit.kind)
    }
    const day = Math.floor(now / DAY_MS)
    if (day !== this.#day) {
      this.#day = day
      this.#inDay = 0
    }
    for (const at of this.#others.due(limit, now)) this.#other(limit, at)
  }

  #other(limit: RateLimit, at: number): boolean {
    const accepted = this.#count(limit, at, false)
    this.#spending.others[accepted ? "accepted" : "refused"] += 1
    return accepted
  }

  #count(limit: RateLimit, now: number, ours: boolean): boolean {
    if (this.#inDay >= limit.daily || !this.#counter.take(limit, now)) {
      if (limit.refusedCount) this.#owe(limit, now)
      return false
    }
    this.#inDay += 1
    const { calls } = this.#spending
    calls.push({ at: now, ours })
    if (calls.length > 2 * TOLD_CALLS) calls.splice(0, TOLD_CALLS)
    return true
  }

  #owe(limit: RateLimit, now: number): void {
    this.#inDay += 1
    this.#counter.owe(limit, now)
  }
}
