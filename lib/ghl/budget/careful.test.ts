import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { createRateBudget } from "../rate-budget.ts"
import { carefulStore } from "./careful.ts"
import { emptyState } from "./state.ts"
import type { BudgetStore } from "./store.ts"

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const never = new AbortController().signal
const later = () => performance.now() + 60_000

/** A shared place that can be out of reach, and two processes on it. */
function twoProcesses() {
  const state = emptyState()
  let reachable = true
  const shared: BudgetStore = {
    lookMs: 50,
    turn: async (act) => {
      if (!reachable) throw new Error("out of reach")
      return act(state, performance.now() + 1_000_000)
    },
  }
  const told: string[] = []
  const processes = ["one", "two"].map((name) =>
    createRateBudget(
      carefulStore(shared, (sharing, parts) => told.push(`${name} ${sharing} ${parts}`)),
    ),
  )
  return {
    told,
    state,
    budgets: processes,
    reach: (value: boolean) => {
      reachable = value
    },
    async starts(ms: number, calls: number): Promise<number> {
      let count = 0
      for (const budget of processes) {
        for (let n = 0; n < calls; n += 1) {
          void budget.acquire("person", later(), never).then((permit) => {
            count += 1
            budget.learn(200, new Headers({ "x-ratelimit-max": "20" }), permit)
          })
        }
      }
      await vi.advanceTimersByTimeAsync(ms)
      return count
    },
  }
}

test("processes that share stay within the limit together", async () => {
  const { starts } = twoProcesses()
  await starts(10, 1)
  await vi.advanceTimersByTimeAsync(11_000)
  expect(await starts(5_000, 30)).toBe(20)
})

test("out of reach, each keeps to its part and says so; back again, they share", async () => {
  const { starts, reach, told } = twoProcesses()
  await starts(10, 1)
  await vi.advanceTimersByTimeAsync(11_000)
  reach(false)
  expect(await starts(4_000, 30)).toBe(20)
  expect(told).toEqual(["one false 2", "two false 2"])
  reach(true)
  // What was started alone still counts.
  expect(await starts(5_000, 1)).toBe(0)
  expect(told.slice(2)).toEqual(["one true 2", "two true 2"])
  expect(await starts(12_000, 0)).toBe(0)
})

/** What GHL says of a limit of 100, of which somebody else uses the rest. */
const limits = (remaining: number, more: Record<string, string> = {}): Headers =>
  new Headers({
    "x-ratelimit-max": "100",
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-interval-milliseconds": "10000",
    ...more,
  })

test("out of reach, what is left is parted too, whoever used the rest", async () => {
  const { budgets, reach } = twoProcesses()
  for (const budget of budgets) {
    budget.learn(200, limits(100), await budget.acquire("person", later(), never))
  }
  await vi.advanceTimersByTimeAsync(25_000)
  reach(false)
  let started = 0
  for (const budget of budgets) {
    // Both hear that 40 are left in all.
    budget.learn(200, limits(40), await budget.acquire("person", later(), never))
    for (let n = 0; n < 60; n += 1) {
      void budget.acquire("person", later(), never).then(() => {
        started += 1
      })
    }
  }
  await vi.advanceTimersByTimeAsync(1_000)
  expect(started).toBeGreaterThanOrEqual(36)
  expect(started).toBeLessThanOrEqual(40)
})

test("out of reach, what others leave unused is no reason to start more than one's part", async () => {
  const { budgets, reach } = twoProcesses()
  const [budget] = budgets
  if (!budget) throw new Error("no budget")
  for (const one of budgets) one.learn(200, limits(99), await one.acquire("person", later(), never))
  await vi.advanceTimersByTimeAsync(25_000)
  reach(false)
  let left = 100
  const starts: number[] = []
  for (let n = 0; n < 120; n += 1) {
    void budget.acquire("person", later(), never).then((permit) => {
      starts.push(performance.now())
      left -= 1
      const told = left
      setTimeout(() => budget.learn(200, limits(told), permit), 50)
    })
  }
  // The other uses all it may as well.
  setTimeout(() => {
    left -= 50
  }, 20)
  await vi.advanceTimersByTimeAsync(9_000)
  expect(starts.length).toBeLessThanOrEqual(50)
})

test("a pause and the day that were learnt alone are told when it shares again", async () => {
  const { budgets, reach, state } = twoProcesses()
  const [budget] = budgets
  if (!budget) throw new Error("no budget")
  budget.learn(200, limits(99), await budget.acquire("person", later(), never))
  reach(false)
  const permit = await budget.acquire("person", later(), never)
  const day = { "x-ratelimit-limit-daily": "1000", "x-ratelimit-daily-remaining": "7" }
  budget.learn(429, limits(90, { "retry-after": "20", ...day }), permit)
  await vi.advanceTimersByTimeAsync(5_000)
  reach(true)
  expect((await budget.view()).daily).toMatchObject({ limit: 1_000, remaining: 7 })
  expect(state.pausedUntil).toBeGreaterThan(performance.now() + 1_000_000 + 10_000)
  expect(state.daily.remaining).toBe(7)
})

test("a turn that failed once is taken again, and the process goes on sharing", async () => {
  const state = emptyState()
  let turns = 0
  const told: boolean[] = []
  const store = carefulStore(
    {
      lookMs: 50,
      turn: async (act) => {
        turns += 1
        if (turns === 2) throw new Error("stopped for a while")
        return act(state, performance.now())
      },
    },
    (sharing) => told.push(sharing),
  )
  const budget = createRateBudget(store)
  await budget.acquire("person", later(), never)
  await budget.acquire("person", later(), never)
  expect(state.calls).toHaveLength(2)
  expect([turns, told]).toEqual([3, []])
})
