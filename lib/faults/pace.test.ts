import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { makePace, type Pace } from "./pace.ts"
import { RECENT_MS } from "./scale.ts"

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const someCases = (many: number) => Array.from({ length: many }, () => ({ approvedAt: 0 }))

/** Begins each case as soon as it may, approved at once unless nobody approves; how many have begun. */
function driven(cases: { approvedAt: number }[], pace: Pace, isApproved = true) {
  let begun = 0
  const all = (async () => {
    for (const one of cases) {
      await pace.begin()
      begun += 1
      if (isApproved) one.approvedAt = Date.now()
    }
  })()
  return { all, begun: () => begun }
}

test("cases that would be over in no time wait for incidents that take theirs, and each is felt", async () => {
  const cases = someCases(30)
  const pace = makePace(cases)
  const cast = driven(cases, pace)
  const underWay: boolean[] = []
  const befall = async () => {
    for (let n = 0; n < 13; n++) {
      await pace.due(13)
      underWay.push(cases.some(({ approvedAt }) => approvedAt > Date.now() - RECENT_MS))
      // A restart on a slow machine.
      await new Promise((resolve) => setTimeout(resolve, 6_000))
    }
    expect(cast.begun()).toBeLessThan(30)
    pace.over()
  }
  const befallen = befall()
  await vi.advanceTimersByTimeAsync(13 * 6_000 + 5_000)
  await befallen
  await cast.all
  expect(underWay).toEqual(Array(13).fill(true))
})

test("an incident for which nobody is under way lets one case in, and another when that is not approved", async () => {
  const cases = someCases(10)
  const pace = makePace(cases)
  const cast = driven(cases, pace, false)
  const due = pace.due(9)
  await vi.advanceTimersByTimeAsync(RECENT_MS / 2)
  const atFirst = cast.begun()
  expect(atFirst).toBeGreaterThan(0)
  await vi.advanceTimersByTimeAsync(RECENT_MS)
  expect(cast.begun()).toBe(atFirst + 1)
  for (const one of cases.slice(0, 1)) one.approvedAt = Date.now()
  await vi.advanceTimersByTimeAsync(100)
  await due
  pace.over()
  await vi.advanceTimersByTimeAsync(100)
  await cast.all
})

test("where no incidents come, nobody waits", async () => {
  const cases = someCases(5)
  const pace = makePace(cases)
  pace.over()
  await driven(cases, pace, false).all
})
