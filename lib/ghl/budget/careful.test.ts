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
