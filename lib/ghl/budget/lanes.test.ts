import fc from "fast-check"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createRateBudget } from "../rate-budget.ts"
import type { RequestPriority } from "../types.ts"
import type { RateBudget } from "./contract.ts"
import { admit, type Waiter } from "./lanes.ts"
import { type BudgetState, emptyState } from "./state.ts"

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const never = new AbortController().signal

/** What GHL would say that counts this budget's calls alone; a day has 1,000 calls. */
function told(max: number, remaining: number, dailyRemaining = 900): Headers {
  return new Headers({
    "x-ratelimit-max": String(max),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-interval-milliseconds": "10000",
    "x-ratelimit-limit-daily": "1000",
    "x-ratelimit-daily-remaining": String(dailyRemaining),
  })
}

describe("the day", () => {
  const ask = (budget: RateBudget, forWrite: boolean) =>
    budget.acquire("person", performance.now() + 15_000, never, { forWrite })

  test("keeps a reserve that reads may not use, and says so", async () => {
    const budget = createRateBudget()
    budget.learn(200, told(100, 100, 51))
    await ask(budget, false)
    budget.learn(200, told(100, 99, 50))
    await expect(ask(budget, false)).rejects.toMatchObject({
      kind: "rate-limited",
      effect: "not-sent",
      message: expect.stringMatching(/daily limit .* kept for writes/),
    })
    await ask(budget, true)
    expect((await budget.view()).daily).toEqual({ limit: 1_000, remaining: 50, reserve: 50 })
  })

  test("refuses writes too when nothing is left", async () => {
    const budget = createRateBudget()
    budget.learn(200, told(100, 100, 0))
    await expect(ask(budget, true)).rejects.toThrow(/daily limit of requests is used up/)
  })

  test("is asked again after a quarter of an hour, by one call", async () => {
    const budget = createRateBudget()
    budget.learn(200, told(100, 100, 20))
    await vi.advanceTimersByTimeAsync(15 * 60_000)
    await ask(budget, false)
    await expect(ask(budget, false)).rejects.toThrow(/kept for writes/)
    budget.learn(200, told(100, 100, 1_000))
    await ask(budget, false)
  })
})

test("who could only start too late for an answer is refused, so that no place is taken for nothing", async () => {
  const budget = createRateBudget()
  const first = await budget.acquire("person", performance.now() + 15_000, never)
  await vi.advanceTimersByTimeAsync(900)
  // An answer takes 900 ms; a place is free again 10 s after it.
  budget.learn(200, told(1, 0), first)
  const ask = (ms: number) =>
    budget.acquire("person", performance.now() + ms, never).then(
      () => "starts",
      (error) => error.kind,
    )
  const late = ask(10_500)
  const inTime = ask(11_500)
  await vi.advanceTimersByTimeAsync(10_100)
  expect(await late).toBe("rate-limited")
  expect(await inTime).toBe("starts")
})

test("a process whose clock is corrected lets nobody be passed twice", () => {
  const state: BudgetState = { ...emptyState(), limit: 1, intervalMs: 1_000 }
  const waiter = (id: string, priority: RequestPriority, since: number): Waiter => ({
    id,
    place: since,
    priority,
    forWrite: priority === "background",
    uncertain: false,
    since,
    notBefore: since,
    deadline: 60_000,
    seen: false,
    toldAt: null,
  })
  const person = waiter("person", "person", 4_990)
  const [first, second] = [waiter("first", "background", 0), waiter("second", "background", 0)]
  const at = (now: number, offset: number, background: Waiter[]) => {
    state.turn += 1
    state.calls = []
    const { start } = admit(state, "self", { person: [person], background }, { now, offset })
    return start.map(({ id }) => id)
  }
  expect(at(5_000, 0, [first, second])).toEqual(["first"])
  // By the clock of the state the person now seems to have come after that.
  expect(at(7_020, 20, [second])).toEqual(["person"])
})

test("nor does one whose clock goes ahead of the others'", () => {
  const state: BudgetState = { ...emptyState(), limit: 1, intervalMs: 1_000, turn: 7 }
  // Told of in turn 7, by a clock that is half a second ahead; then the turn of another.
  state.processes.other = { seenAt: 5_500, personToldAt: 7 }
  const writes = ["first", "second"].map((id) => ({
    ...{ id, place: 0, priority: "background" as const, forWrite: true, uncertain: false },
    ...{ since: 0, notBefore: 0, deadline: 60_000, seen: false, toldAt: null },
  }))
  const at = (now: number, background: Waiter[]) => {
    state.turn += 1
    state.calls = []
    const { start } = admit(state, "self", { person: [], background }, { now, offset: 0 })
    return start.map(({ id }) => id)
  }
  expect(at(5_000, writes)).toEqual(["first"])
  expect(at(6_100, writes.slice(1))).toEqual([])
})

type Event = { at: number; who: string; what: "asks" | "starts" }

/** Everybody asks for ever, anew a millisecond after a start; GHL lets 10 calls go in 10 s. */
async function crowd(people: number, ms: number): Promise<Event[]> {
  const budget = createRateBudget()
  budget.learn(200, told(10, 0))
  const events: Event[] = []
  let stopped = false
  const ask = (who: string, priority: RequestPriority, forWrite: boolean) => {
    events.push({ at: performance.now(), who, what: "asks" })
    const deadline = performance.now() + 1_000_000
    void budget.acquire(priority, deadline, never, { forWrite }).then(() => {
      events.push({ at: performance.now(), who, what: "starts" })
      if (!stopped) setTimeout(() => ask(who, priority, forWrite), 1)
    })
  }
  for (let n = 0; n < people; n += 1) ask(`person ${n}`, "person", false)
  for (let n = 0; n < 5; n += 1) ask(`background ${n}`, "background", false)
  for (let n = 0; n < 5; n += 1) ask(`write ${n}`, "background", true)
  await vi.advanceTimersByTimeAsync(ms)
  stopped = true
  return events
}

const started = (events: Event[], lane: string): number =>
  events.filter(({ who, what }) => what === "starts" && who.startsWith(lane)).length

/** The most calls of background that started while one person waited. */
function longestWait(events: Event[]): number {
  const waiting = new Map<string, { since: number; passed: number }>()
  let longest = 0
  for (const { at, who, what } of events) {
    if (who.startsWith("person")) {
      if (what === "asks") waiting.set(who, { since: at, passed: 0 })
      else waiting.delete(who)
    } else if (what === "starts") {
      for (const person of waiting.values()) {
        // What started in the very millisecond was decided before.
        if (person.since < at) person.passed += 1
        longest = Math.max(longest, person.passed)
      }
    }
  }
  return longest
}

test("writes of the background do not starve behind people, and no person waits behind two", async () => {
  const events = await crowd(30, 300_000)
  expect(started(events, "write")).toBeGreaterThanOrEqual(5)
  expect(started(events, "background")).toBe(0)
  expect(started(events, "")).toBeGreaterThanOrEqual(280)
  expect(longestWait(events)).toBe(1)
})

test("however many wait, a person waits behind at most one call of the background", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (people) => {
      expect(longestWait(await crowd(people, 60_000))).toBeLessThanOrEqual(1)
    }),
    { numRuns: 15, seed: 3 },
  )
})
