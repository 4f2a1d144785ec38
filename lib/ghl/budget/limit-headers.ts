import { parseRetryAfter } from "../retry-after.ts"

/** What the headers of an answer say of the limits; null where they are silent or make no sense. */
export type Limits = {
  max: number | null
  remaining: number | null
  intervalMs: number | null
  dailyLimit: number | null
  dailyRemaining: number | null
  retryAfterMs: number | null
}

/** GHL's interval is ten seconds. Days of it would keep every call back, and no answer could correct it. */
const LONGEST_INTERVAL_MS = 15 * 60_000

/** Reads GHL's X-RateLimit headers and Retry-After (which may be a date, told by the wall clock). */
export function limitsOf(headers: Headers): Limits {
  const intervalMs = count(headers, "x-ratelimit-interval-milliseconds") ?? 0
  return {
    max: count(headers, "x-ratelimit-max") || null,
    remaining: count(headers, "x-ratelimit-remaining"),
    intervalMs: intervalMs > 0 && intervalMs <= LONGEST_INTERVAL_MS ? intervalMs : null,
    dailyLimit: count(headers, "x-ratelimit-limit-daily") || null,
    dailyRemaining: count(headers, "x-ratelimit-daily-remaining"),
    retryAfterMs: parseRetryAfter(headers.get("retry-after"), Date.now()),
  }
}

function count(headers: Headers, name: string): number | null {
  const text = headers.get(name)
  return text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null
}
