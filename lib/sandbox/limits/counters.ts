import type { RateLimit } from "../types.ts"

/** How calls of the short interval are counted. Instants are epoch ms and never go back. */
export type Counter = {
  /** Counts one call; false, and counts nothing, when the limit is reached. */
  take(limit: RateLimit, now: number): boolean
  /** Counts one call beyond the limit: one that was refused. */
  owe(limit: RateLimit, now: number): void
  /** Calls that would be let through now. */
  left(limit: RateLimit, now: number): number
  /** Milliseconds until one more call is let through; 0 when one is now. */
  freeIn(limit: RateLimit, now: number): number
}

/** The interval begins with the first call after the last one ended; all is forgotten at its end. */
class FixedWindow implements Counter {
  #start = Number.NEGATIVE_INFINITY
  #count = 0

  take(limit: RateLimit, now: number): boolean {
    if (now - this.#start >= limit.intervalMs) {
      this.#start = now
      this.#count = 0
    }
    if (this.#count >= limit.max) return false
    this.#count += 1
    return true
  }

  /** Forgotten at the end with all others. */
  owe(): void {}

  left(limit: RateLimit, now: number): number {
    const counted = now - this.#start >= limit.intervalMs ? 0 : this.#count
    return Math.max(0, limit.max - counted)
  }

  freeIn(limit: RateLimit, now: number): number {
    return this.left(limit, now) > 0 ? 0 : this.#start + limit.intervalMs - now
  }
}

/** Each call counts for one interval from its own instant. */
class SlidingWindow implements Counter {
  #calls: number[] = []

  take(limit: RateLimit, now: number): boolean {
    if (this.left(limit, now) === 0) return false
    this.#calls.push(now)
    return true
  }

  owe(_limit: RateLimit, now: number): void {
    this.#calls.push(now)
  }

  left(limit: RateLimit, now: number): number {
    const first = this.#calls.findIndex((at) => now - at < limit.intervalMs)
    this.#calls.splice(0, first < 0 ? this.#calls.length : first)
    return Math.max(0, limit.max - this.#calls.length)
  }

  freeIn(limit: RateLimit, now: number): number {
    if (this.left(limit, now) > 0) return 0
    return (this.#calls[this.#calls.length - limit.max] ?? now) + limit.intervalMs - now
  }
}

/** A bucket of `max` tokens, full at first, that fills evenly by `max` an interval. */
class TokenBucket implements Counter {
  #spent = 0
  #at = 0

  take(limit: RateLimit, now: number): boolean {
    if (this.left(limit, now) === 0) return false
    this.#spent += 1
    return true
  }

  owe(limit: RateLimit, now: number): void {
    this.left(limit, now)
    this.#spent += 1
  }

  left(limit: RateLimit, now: number): number {
    const filled = ((now - this.#at) * limit.max) / limit.intervalMs
    this.#spent = Math.max(0, this.#spent - filled)
    this.#at = now
    // What is a rounding error short of a token is a token.
    return Math.max(0, Math.floor(limit.max - this.#spent + 1e-9))
  }

  freeIn(limit: RateLimit, now: number): number {
    if (this.left(limit, now) > 0) return 0
    return (1 - (limit.max - this.#spent)) * (limit.intervalMs / limit.max)
  }
}

export const counterOf = (kind: RateLimit["kind"]): Counter =>
  kind === "sliding"
    ? new SlidingWindow()
    : kind === "bucket"
      ? new TokenBucket()
      : new FixedWindow()
