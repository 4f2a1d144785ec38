import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Permit } from "./budget/contract.ts"
import { memoryStore } from "./budget/store.ts"
import { createRateBudget } from "./rate-budget.ts"
import type { RequestPriority } from "./types.ts"

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const never = new AbortController().signal

function limits(max: number, remaining: number): Headers {
  return new Headers({
    "x-ratelimit-max": String(max),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-interval-milliseconds": "10000",
  })
}

/** A budget that was told a limit, and the order in which its calls start. */
function world(max: number, remaining: number) {
  const budget = createRateBudget()
  budget.learn(200, limits(max, remaining))
  const order: string[] = []
  const noted = (name: string, permit: Promise<Permit>) =>
    permit.then((one) => {
      order.push(name)
      return one
    })
  const ask = (name: string, priority: RequestPriority, ms = 60_000) =>
    noted(name, budget.acquire(priority, performance.now() + ms, never))
  return { budget, order, ask, noted }
}

test("a refused call is the next of its lane, before those who came after it", async () => {
  const { budget, order, ask, noted } = world(4, 1)
  const permit = await ask("first", "person")
  void ask("second", "person")
  void ask("third", "person")
  const failed = { answered: { status: 429, headers: limits(4, 0) }, notBefore: 0 }
  void noted("first again", budget.again(permit, never, failed).permit)
  await vi.advanceTimersByTimeAsync(30_001)
  expect(order).toEqual(["first", "first again", "second", "third"])
})

test("nobody of the background starts while a person waits for the next try, who does not start early", async () => {
  const { budget, order, ask, noted } = world(100, 100)
  const permit = await ask("person", "person")
  const failed = {
    answered: { status: 503, headers: limits(100, 99) },
    notBefore: performance.now() + 2_000,
  }
  void ask("background", "background", 40_000)
  await vi.advanceTimersByTimeAsync(0)
  order.length = 0
  void noted("person again", budget.again(permit, never, failed).permit)
  void ask("late background", "background", 40_000)
  void ask("another person", "person")
  await vi.advanceTimersByTimeAsync(1_900)
  expect(order).toEqual(["another person"])
  await vi.advanceTimersByTimeAsync(200)
  expect(order).toEqual(["another person", "person again", "late background"])
})

test("what waits for a next try takes few turns", async () => {
  let turns = 0
  const { turn, lookMs } = memoryStore()
  const budget = createRateBudget({
    lookMs,
    turn: (act) => {
      turns += 1
      return turn(act)
    },
  })
  const permit = await budget.acquire("person", performance.now() + 15_000, never)
  const next = budget.again(permit, never, { answered: null, notBefore: performance.now() + 3_000 })
  void budget.acquire("background", performance.now() + 40_000, never)
  await vi.advanceTimersByTimeAsync(3_001)
  expect(await next.permit).toHaveProperty("id")
  expect(turns).toBeLessThan(8)
})

test("who could not start again in time is refused at once", async () => {
  const { budget, ask } = world(1, 1)
  const permit = await ask("person", "person", 5_000)
  const { permit: next, waitMs } = budget.again(permit, never, {
    answered: { status: 429, headers: new Headers({ "retry-after": "8" }) },
    notBefore: 0,
  })
  await expect(next).rejects.toMatchObject({ kind: "rate-limited", effect: "not-sent" })
  expect(waitMs).toBe(8_000)
})

test("one that is given up leaves its place, and what its answer said is known all the same", async () => {
  const { budget, ask } = world(100, 100)
  const permit = await ask("person", "person")
  const gone = AbortSignal.abort(new Error("gone"))
  const failed = { answered: { status: 503, headers: limits(37, 36) }, notBefore: 0 }
  await expect(budget.again(permit, gone, failed).permit).rejects.toThrow("gone")
  expect((await budget.view()).interval.limit).toBe(37)
})
