import { expect, test } from "vitest"
import { heard, roomNow, started } from "./ledger.ts"
import { type Limits, limitsOf } from "./limit-headers.ts"
import { type BudgetState, emptyState } from "./state.ts"

const LIMIT = 25
const told = (used: number, over: Partial<Limits> = {}): Limits => ({
  max: LIMIT,
  remaining: LIMIT - used,
  intervalMs: 10_000,
  dailyLimit: null,
  dailyRemaining: null,
  retryAfterMs: null,
  ...over,
})
const answer = (state: BudgetState, id: string, heardAt: number, limits: Limits) =>
  heard(state, { id, status: 200, limits, heardAt }, 0)

test("an answer that comes late is not taken for calls of others", () => {
  const state = emptyState()
  for (let n = 1; n <= 20; n += 1) {
    started(state, { id: `first ${n}` }, 0, 0)
    answer(state, `first ${n}`, 10, told(n))
  }
  started(state, { id: "late" }, 100, 0)
  started(state, { id: "soon" }, 7_000, 0)
  // A bucket: 17.5 calls came back in between.
  answer(state, "soon", 7_010, told(5))
  answer(state, "late", 7_100, told(21))
  expect(state.kinds.bucket.others).toEqual([])
})

/** A call at an instant whose answer is silent of what is used, so that the models only forget. */
function pass(state: BudgetState, at: number): void {
  started(state, { id: `at ${at}` }, at, 0)
  answer(state, `at ${at}`, at + 1, told(0, { remaining: null }))
}

test("a bucket's mark needs the calls that were answered while its own was under way", () => {
  const state = emptyState()
  started(state, { id: "long" }, 0, 0)
  started(state, { id: "short" }, 100, 0)
  answer(state, "short", 500, told(2))
  // GHL may have counted it before the other.
  answer(state, "long", 1_000, told(1))
  expect(state.kinds.bucket.mark).toMatchObject({ spent: 1, since: 0, at: 1_000 })
  pass(state, 25_700)
  expect(state.calls.map(({ id }) => id)).toContain("short")
})

test("a bucket's mark that is moved up does not take later calls of others with it", () => {
  const state = emptyState()
  started(state, { id: "first" }, 0, 0)
  answer(state, "first", 500, told(1))
  state.kinds.bucket.others.push({ lo: 20_000, hi: 20_010 })
  pass(state, 26_000)
  expect(state.kinds.bucket.mark).toMatchObject({ spent: 0, at: 1_001 })
})

test("an interval of days is not believed: nothing would be asked until it is over", () => {
  const limits = limitsOf(
    new Headers({
      "x-ratelimit-max": "25",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-interval-milliseconds": "999999999",
    }),
  )
  const state = emptyState()
  started(state, { id: "one" }, 0, 0)
  answer(state, "one", 10, limits)
  expect(roomNow(state, 60_000)).toBeGreaterThan(0)
})

test("what is left of the day is the least that was said, until a later call shows a new day", () => {
  const state = emptyState()
  const say = (id: string, heardAt: number, dailyRemaining: number) =>
    answer(state, id, heardAt, told(1, { dailyRemaining }))
  for (const id of ["one", "two", "three"]) started(state, { id }, 0, 0)
  say("two", 100, 40)
  say("one", 200, 41)
  expect(state.daily.remaining).toBe(40)
  say("three", 300, 39)
  started(state, { id: "next day" }, 400, 0)
  say("next day", 500, 1_000)
  expect(state.daily.remaining).toBe(1_000)
  expect(roomNow(state, 500)).toBeGreaterThan(0)
})
