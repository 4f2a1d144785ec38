import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { carefulStore } from "./budget/careful.ts"
import type { RateBudget } from "./budget/contract.ts"
import { emptyState } from "./budget/state.ts"
import { type BudgetStore, memoryStore } from "./budget/store.ts"
import { createRateBudget } from "./rate-budget.ts"
import type { RequestPriority } from "./types.ts"

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2025-03-01T12:00:00Z") })
})
afterEach(() => {
  vi.useRealTimers()
})

const never = new AbortController().signal
const later = () => performance.now() + 60_000

function limits(max: number, remaining: number, more: Record<string, string> = {}): Headers {
  return new Headers({
    "x-ratelimit-max": String(max),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-interval-milliseconds": "10000",
    ...more,
  })
}

/** Starts calls of a lane and notes in `order` when each may go. */
function queue(budget: RateBudget, priority: RequestPriority, count: number, order: string[]) {
  for (let n = 1; n <= count; n += 1) {
    void budget.acquire(priority, later(), never).then(() => order.push(`${priority} ${n}`))
  }
}

test("lets 100 calls of people go in 10 seconds until GHL says otherwise", async () => {
  const order: string[] = []
  queue(createRateBudget(), "person", 130, order)
  await vi.advanceTimersByTimeAsync(0)
  expect(order).toHaveLength(100)
  await vi.advanceTimersByTimeAsync(9_990)
  expect(order).toHaveLength(100)
  await vi.advanceTimersByTimeAsync(20)
  expect(order).toHaveLength(130)
})

test("takes the limit from the headers", async () => {
  const budget = createRateBudget()
  budget.learn(200, limits(25, 25))
  const order: string[] = []
  queue(budget, "person", 30, order)
  await vi.advanceTimersByTimeAsync(0)
  expect(order).toHaveLength(25)
})

test("counts the calls of others on the same token", async () => {
  const budget = createRateBudget()
  budget.learn(200, limits(100, 3))
  const order: string[] = []
  queue(budget, "person", 10, order)
  await vi.advanceTimersByTimeAsync(0)
  expect(order).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(10_001)
  expect(order).toHaveLength(10)
})

test("background leaves room for people and waits behind them", async () => {
  const budget = createRateBudget()
  budget.learn(200, limits(10, 10))
  const order: string[] = []
  queue(budget, "background", 12, order)
  await vi.advanceTimersByTimeAsync(0)
  expect(order).toHaveLength(9)
  queue(budget, "person", 4, order)
  await vi.advanceTimersByTimeAsync(0)
  expect(order.slice(9)).toEqual(["person 1"])
  await vi.advanceTimersByTimeAsync(10_001)
  expect(order.slice(9)).toEqual([
    ...["person 1", "person 2", "person 3", "person 4"],
    ...["background 10", "background 11", "background 12"],
  ])
})

describe("after a 429", () => {
  test.each([
    ["seconds", "3", 3_000],
    ["a date", "Sat, 01 Mar 2025 12:00:04 GMT", 4_000],
    ["nothing", null, 10_000],
    ["nonsense", "soon", 10_000],
  ])("with %s in Retry-After everybody waits", async (_, header, wait) => {
    const budget = createRateBudget()
    const headers = new Headers(header === null ? {} : { "retry-after": header })
    expect(budget.learn(429, headers)).toBe(wait)
    const order: string[] = []
    queue(budget, "person", 1, order)
    await vi.advanceTimersByTimeAsync(wait - 10)
    expect(order).toEqual([])
    await vi.advanceTimersByTimeAsync(20)
    expect(order).toEqual(["person 1"])
  })

  test("a call whose deadline comes first is refused at once, also one that waits already", async () => {
    const budget = createRateBudget()
    budget.learn(200, limits(1, 0))
    const waiting = budget.acquire("person", performance.now() + 15_000, never)
    const refused = expect(waiting).rejects.toMatchObject({ kind: "rate-limited" })
    budget.learn(429, new Headers({ "retry-after": "60" }))
    await refused
    await expect(budget.acquire("person", performance.now() + 15_000, never)).rejects.toMatchObject(
      {
        kind: "rate-limited",
        // For so long the pause is believed.
        retryAfterMs: 30_000,
        retryable: true,
        effect: "not-sent",
      },
    )
  })
})

test("a used-up day stops calls for long, and then asks again", async () => {
  const budget = createRateBudget()
  budget.learn(200, limits(100, 50, { "x-ratelimit-daily-remaining": "0" }))
  const refusal = { kind: "rate-limited", message: expect.stringContaining("daily") }
  await expect(budget.acquire("background", later(), never)).rejects.toMatchObject(refusal)
  await vi.advanceTimersByTimeAsync(15 * 60_000)
  await budget.acquire("person", later(), never)
  budget.learn(200, limits(100, 99, { "x-ratelimit-daily-remaining": "199999" }))
  await budget.acquire("background", later(), never)
})

test("one who leaves the queue takes no place in it", async () => {
  const budget = createRateBudget()
  budget.learn(200, limits(1, 0))
  const stop = new AbortController()
  const left = expect(budget.acquire("person", later(), stop.signal)).rejects.toThrow(/abort/i)
  const order: string[] = []
  queue(budget, "person", 1, order)
  stop.abort()
  await left
  await vi.advanceTimersByTimeAsync(10_001)
  expect(order).toEqual(["person 1"])
})

test("odd headers change nothing", async () => {
  const budget = createRateBudget()
  budget.learn(200, new Headers({ "x-ratelimit-max": "many", "x-ratelimit-remaining": "-1" }))
  budget.learn(200, new Headers({ "x-ratelimit-max": "0" }))
  const order: string[] = []
  queue(budget, "person", 101, order)
  await vi.advanceTimersByTimeAsync(0)
  expect(order).toHaveLength(100)
})

test("a wall clock that is set back by an hour does not hold up anybody for an hour", async () => {
  const order: string[] = []
  const budget = createRateBudget()
  budget.learn(429, new Headers({ "retry-after": "2" }))
  vi.setSystemTime(Date.now() - 3_600_000)
  queue(budget, "person", 1, order)
  await vi.advanceTimersByTimeAsync(2_100)
  expect(order).toEqual(["person 1"])
})

test("who comes while a turn fails is served by the next", async () => {
  const memory = memoryStore()
  let fail: (error: Error) => void = () => undefined
  let turns = 0
  const budget = createRateBudget({
    lookMs: null,
    turn: (act) => {
      turns += 1
      if (turns > 1) return memory.turn(act)
      return new Promise((_, reject) => {
        fail = reject
      })
    },
  })
  const first = budget.acquire("person", later(), never).catch((error: Error) => error.message)
  const second = budget.acquire("person", later(), never)
  fail(new Error("out of reach"))
  expect(await first).toBe("out of reach")
  expect(await second).toHaveProperty("id")
})

test("who comes, and what is heard, while a turn waits for the state is told by that turn", async () => {
  const memory = memoryStore()
  const waiting: (() => void)[] = []
  let turns = 0
  const budget = createRateBudget({
    lookMs: 100,
    turn: async (act) => {
      turns += 1
      await new Promise<void>((done) => waiting.push(done))
      return memory.turn(act)
    },
  })
  const order: string[] = []
  queue(budget, "background", 1, order)
  queue(budget, "person", 1, order)
  budget.learn(200, limits(1, 1))
  waiting.shift()?.()
  await vi.advanceTimersByTimeAsync(0)
  // There is room for one, and the person is it, though the turn was asked for before it came.
  expect(order).toEqual(["person 1"])
  expect(turns).toBe(1)
})

test("what a turn told is told again by the next where it failed after all", async () => {
  const memory = memoryStore()
  let fails = 1
  const flaky: BudgetStore = {
    lookMs: 100,
    turn: async (act) => {
      if (fails === 0) return memory.turn(act)
      fails -= 1
      act(emptyState(), performance.now())
      throw new Error("lost on the way back")
    },
  }
  const budget = createRateBudget(carefulStore(flaky, () => {}))
  budget.learn(200, limits(37, 36))
  await vi.advanceTimersByTimeAsync(0)
  expect((await budget.view()).interval.limit).toBe(37)
})
