import { expect, test } from "vitest"
import type { RateLimit } from "../types.ts"
import { RateLimiter } from "./limiter.ts"

const START = 1_700_000_000_000

function limiterOf(over: Partial<RateLimit>) {
  const limit: RateLimit = {
    max: 4,
    intervalMs: 1_000,
    daily: 1_000,
    sendRetryAfter: false,
    ...over,
  }
  const limiter = new RateLimiter()
  return {
    take: (ms: number) => limiter.take(limit, START + ms),
    left: (ms: number) => Number(limiter.headers(limit, START + ms)["X-RateLimit-Remaining"]),
    day: () => Number(limiter.headers(limit, START)["X-RateLimit-Daily-Remaining"]),
    spend: (calls: number, ms: number) => limiter.spend(limit, calls, START + ms),
    spending: (ms: number) => limiter.spending(limit, START + ms),
  }
}

test("a fixed interval forgets all at its end", () => {
  const { take, left } = limiterOf({ kind: "fixed" })
  for (const at of [0, 900, 910, 920]) expect(take(at)).toBe(true)
  expect([take(999), left(999), left(1_000)]).toEqual([false, 0, 4])
})

test("a sliding interval forgets each call on its own", () => {
  const { take, left } = limiterOf({ kind: "sliding" })
  for (const at of [0, 900, 910, 920]) expect(take(at)).toBe(true)
  expect([take(999), left(1_000), take(1_000), take(1_001), left(1_900)]).toEqual([
    ...[false, 1, true, false, 1],
  ])
})

test("a bucket fills evenly and tells whole tokens", () => {
  const { take, left } = limiterOf({ kind: "bucket" })
  for (const at of [0, 0, 0, 0]) expect(take(at)).toBe(true)
  expect([take(249), left(250), take(250), left(499), left(10_000)]).toEqual([
    ...[false, 1, true, 0, 4],
  ])
})

test("another spender's calls happen at their own instants, and are refused at the limit too", () => {
  const others = { perSecond: 2, burst: { calls: 3, everyMs: 1_500 } }
  const { left, take, spend, spending } = limiterOf({ kind: "sliding", others })
  expect([left(0), left(499), left(500), left(1_499), left(1_500)]).toEqual([4, 4, 3, 2, 0])
  expect(take(1_500)).toBe(false)
  expect(spend(1, 1_500)).toBe(0)
  const { app, others: theirs, refusals } = spending(1_500)
  expect([app, theirs]).toEqual([
    { accepted: 0, refused: 1 },
    { accepted: 5, refused: 2 },
  ])
  expect(refusals).toEqual([{ at: START + 1_500 }])
})

test("a refused call counts where that is asked for: for an interval, or as what is owed, and in the day", () => {
  const full = (kind: RateLimit["kind"], refusedCount: boolean) => {
    const limiter = limiterOf({ kind, refusedCount, daily: 6 })
    for (const at of [0, 0, 0, 0, 500]) limiter.take(at)
    return [limiter.left(999), limiter.left(1_000), limiter.left(1_500), limiter.day()]
  }
  expect(full("fixed", true)).toEqual([0, 4, 4, 1])
  expect(full("sliding", true)).toEqual([0, 3, 4, 1])
  expect(full("sliding", false)).toEqual([0, 4, 4, 2])
  // Two are owed: what comes in pays for those first.
  const bucket = limiterOf({ kind: "bucket", refusedCount: true })
  for (const at of [0, 0, 0, 0, 0, 0]) bucket.take(at)
  expect([bucket.left(500), bucket.left(749), bucket.left(750), bucket.take(750)]).toEqual([
    ...[0, 0, 1, true],
  ])
})
