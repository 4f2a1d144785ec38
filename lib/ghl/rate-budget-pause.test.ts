import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createRateBudget } from "./rate-budget.ts"
import type { RequestPriority } from "./types.ts"

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const never = new AbortController().signal
const DAY_S = 86_400

function limits(more: Record<string, string> = {}): Headers {
  return new Headers({
    "x-ratelimit-max": "100",
    "x-ratelimit-remaining": "80",
    "x-ratelimit-interval-milliseconds": "10000",
    ...more,
  })
}

/** A budget that was asked for a pause of a day. */
function paused(more: Record<string, string> = {}) {
  const budget = createRateBudget()
  budget.learn(200, limits())
  budget.learn(429, limits({ "retry-after": String(DAY_S), ...more }))
  const order: string[] = []
  const ask = async (name: string, priority: RequestPriority = "person", ms = 15_000) => {
    const permit = await budget.acquire(priority, performance.now() + ms, never)
    order.push(name)
    return permit
  }
  return { budget, order, ask }
}

describe("a pause of a day that GHL asks for", () => {
  test("is believed for three intervals, and who asks meanwhile is told so in words", async () => {
    const { order, ask } = paused()
    await expect(ask("now")).rejects.toMatchObject({
      kind: "rate-limited",
      message: "GHL asked for a pause of its requests",
      retryAfterMs: 30_000,
    })
    void ask("waits", "background", 40_000)
    await vi.advanceTimersByTimeAsync(29_900)
    expect(order).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(order).toEqual(["waits"])
  })

  test.each(["person", "background"] as const)(
    "then one call of a %s asks whether it is over; its answer lets the others start",
    async (priority) => {
      const { budget, order, ask } = paused()
      await vi.advanceTimersByTimeAsync(30_100)
      const probe = await ask("probe", priority)
      for (const name of ["second", "third"]) void ask(name)
      await vi.advanceTimersByTimeAsync(3_000)
      expect(order).toEqual(["probe"])
      budget.learn(200, limits(), probe)
      await vi.advanceTimersByTimeAsync(3_000)
      expect(order).toEqual(["probe", "second", "third"])
      expect((await budget.view()).interval.pausedMs).toBe(0)
    },
  )

  test("goes on where that call is refused too", async () => {
    const { budget, ask } = paused()
    await vi.advanceTimersByTimeAsync(30_100)
    const probe = await ask("probe")
    budget.learn(429, limits({ "retry-after": String(DAY_S) }), probe)
    await expect(ask("next")).rejects.toMatchObject({ retryAfterMs: 30_000 })
  })

  test("is asked about again by another call where none is answered", async () => {
    const { order, ask } = paused()
    await vi.advanceTimersByTimeAsync(30_100)
    await ask("probe")
    void ask("next")
    await vi.advanceTimersByTimeAsync(10_100)
    expect(order).toEqual(["probe", "next"])
  })

  test("is believed for a quarter of an hour where the day is used up", async () => {
    const { order, ask } = paused({ "x-ratelimit-daily-remaining": "0" })
    void ask("waits", "background", 16 * 60_000)
    await vi.advanceTimersByTimeAsync(15 * 60_000 - 100)
    expect(order).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(order).toEqual(["waits"])
  })
})
