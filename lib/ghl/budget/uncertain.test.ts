import { describe, expect, test } from "vitest"
import { KINDS } from "#lib/bench/spenders.ts"
import { RateLimiter } from "#lib/sandbox/limits/limiter.ts"
import type { RateLimit } from "#lib/sandbox/types.ts"
import { freeAt, heard, roomNow, started } from "./ledger.ts"
import { limitsOf } from "./limit-headers.ts"
import { emptyState } from "./state.ts"

const EPOCH = 1_700_000_000_000
const INTERVAL = 10_000

/**
 * A minute of calls one after the other, as soon as there is room for each. Every third may not count, and
 * does or does not, all of them.
 */
function minute(kind: RateLimit["kind"], counted: boolean) {
  const limit = { max: 25, intervalMs: INTERVAL, daily: 1e9, sendRetryAfter: false, kind }
  const state = emptyState()
  const limiter = new RateLimiter()
  let now = 0
  let refused = 0
  for (let n = 0; now < 6 * INTERVAL; n += 1) {
    if (roomNow(state, now) <= 0) {
      now = Math.max(now + 1, Math.ceil(freeAt(state, now, 1)))
      continue
    }
    const id = String(n)
    const uncertain = n % 3 === 2
    started(state, { id, uncertain }, now, EPOCH + now)
    now += 60
    const accepted = (uncertain && !counted) || limiter.take(limit, EPOCH + now)
    if (!accepted) refused += 1
    const limits = limitsOf(new Headers(limiter.headers(limit, EPOCH + now)))
    now += 60
    heard(state, { id, status: accepted ? 200 : 429, limits, heardAt: now }, EPOCH + now)
  }
  return { state, refused }
}

describe.each(KINDS)("calls that may not count, where GHL counts %s", (kind) => {
  test.each([true, false])("and they count: %s, are no contradiction", (counted) => {
    const { state, refused } = minute(kind, counted)
    expect(refused).toBe(0)
    expect(state.kinds[kind].doubt).toBeLessThan(0.01)
    expect(state.kinds[kind].others).toEqual([])
  })
})
