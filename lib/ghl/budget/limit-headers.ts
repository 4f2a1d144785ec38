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

/** Reads GHL's X-RateLimit headers and Retry-After (which may be a date, told by the wall clock). */
export function limitsOf(headers: Headers): Limits {
  return {
    max: count(headers, "x-ratelimit-max") || null,
    remaining: count(headers, "x-ratelimit-remaining"),
    intervalMs: count(headers, "x-ratelimit-interval-milliseconds") || null,
    dailyLimit: count(headers, "x-ratelimit-limit-daily") || null,
    dailyRemaining: count(headers, "x-ratelimit-daily-remaining"),
    retryAfterMs: parseRetryAfter(headers.get("retry-after"), Date.now()),
  }
}

function count(headers: Headers, name: string): number | null {
  const text = headers.get(name)
  return text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null
}
