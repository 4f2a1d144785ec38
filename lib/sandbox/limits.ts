import type { Settings } from "./types.ts"

const DAY_MS = 86_400_000

/** Counts requests in fixed windows, as the headers of GHL suggest: an interval and a day (UTC). */
export class RateLimiter {
  #windowStart = 0
  #inWindow = 0
  #day = 0
  #inDay = 0

  /** Counts one request; false when a limit is reached (a refused request does not count). */
  take(limit: Settings["rateLimit"], now: number): boolean {
    this.#roll(limit, now)
    if (this.#inWindow >= limit.max || this.#inDay >= limit.daily) return false
    this.#inWindow += 1
    this.#inDay += 1
    return true
  }

  /** The five headers of every answer. */
  headers(limit: Settings["rateLimit"], now: number): Record<string, string> {
    this.#roll(limit, now)
    return {
      "X-RateLimit-Limit-Daily": String(limit.daily),
      "X-RateLimit-Daily-Remaining": String(Math.max(0, limit.daily - this.#inDay)),
      "X-RateLimit-Interval-Milliseconds": String(limit.intervalMs),
      "X-RateLimit-Max": String(limit.max),
      "X-RateLimit-Remaining": String(Math.max(0, limit.max - this.#inWindow)),
    }
  }

  /** Seconds until the interval ends. */
  secondsLeft(limit: Settings["rateLimit"], now: number): number {
    return Math.max(1, Math.ceil((this.#windowStart + limit.intervalMs - now) / 1000))
  }

  clear(): void {
    this.#windowStart = 0
    this.#inWindow = 0
    this.#inDay = 0
  }

  #roll(limit: Settings["rateLimit"], now: number): void {
    if (now - this.#windowStart >= limit.intervalMs) {
      this.#windowStart = now
      this.#inWindow = 0
    }
    const day = Math.floor(now / DAY_MS)
    if (day !== this.#day) {
      this.#day = day
      this.#inDay = 0
    }
  }
}
