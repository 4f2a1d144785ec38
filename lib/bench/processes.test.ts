import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { refusedAtMost, unexplainedAtMost } from "./judge.ts"
import { simulateProcesses } from "./processes.ts"
import { reserveOf, shortDay } from "./reserve.ts"
import { KINDS } from "./spenders.ts"
import { threeProcesses } from "./three-processes.ts"

/** The rest of the matrix, and more seeds, are the benchmark's. */
const CASES = [
  [25, "nobody"],
  [25, "steady"],
  [25, "both"],
  [100, "nobody"],
  [100, "steady"],
  [100, "both"],
] as const

describe.each(KINDS)("three processes at three times the budget, counted %s", (kind) => {
  test.each(CASES)(
    "with a limit of %i beside %s they use what is left, and no person waits behind two of background",
    async (max, spender) => {
      const outcome = await simulateProcesses(threeProcesses(kind, max, spender))
      expect(outcome.used).toBeGreaterThanOrEqual(0.95)
      expect(outcome.used).toBeLessThanOrEqual(1)
      expect(outcome.ownRefusals).toBeLessThanOrEqual(unexplainedAtMost(outcome.accepted))
      expect(outcome.refused / outcome.accepted).toBeLessThanOrEqual(refusedAtMost(spender))
      expect(outcome.backgroundBefore).toBeLessThanOrEqual(1)
    },
  )
})

/** Turns at the row of some hundred milliseconds, and answers that come in a row behind a crowd of calls. */
const SLOW = { databaseMs: 60, serverMs: 3, answerMs: 3, call: { least: 2, most: 20 } }

describe.each(KINDS)("three processes far from their database, counted %s", (kind) => {
  test.each(["nobody", "both"] as const)("beside %s use what is left", async (spender) => {
    const setting = threeProcesses(kind, 100, spender, { ...SLOW, seed: 2 })
    const { person, background, backgroundWrite } = setting.demand
    // Crowds: many calls start at once, and are counted early in their time on the way, or late.
    const demand = { person: 3 * person, background, backgroundWrite }
    const outcome = await simulateProcesses({ ...setting, demand })
    expect(outcome.used).toBeGreaterThanOrEqual(0.95)
    expect(outcome.ownRefusals).toBeLessThanOrEqual(unexplainedAtMost(outcome.accepted))
    expect(outcome.backgroundBefore).toBeLessThanOrEqual(1)
    if (spender === "nobody") expect(outcome.othersSupposed).toBe(0)
  })
})

describe.each(KINDS)("three processes whose calls fail now and then, counted %s", (kind) => {
  test.each(["nobody", "both"] as const)(
    "beside %s let no person wait behind two of background, over all tries",
    async (spender) => {
      // Few enough people that background gets its turns.
      const demand = { person: 1, background: 5, backgroundWrite: 1 }
      const over = { demand, trouble: 0.3, intervals: 4 }
      const outcome = await simulateProcesses(threeProcesses(kind, 25, spender, over))
      expect(outcome.backgroundBefore).toBeLessThanOrEqual(1)
      expect(outcome.ownRefusals).toBeLessThanOrEqual(unexplainedAtMost(outcome.accepted))
    },
  )
})

test("alone, what latency does to the counts is not taken for calls of others", async () => {
  const base = threeProcesses("sliding", 100, "nobody", { seed: 1, intervals: 7 })
  // Half of GHL's interval: a call takes twice as large a part of it.
  const limit = { ...base.limit, intervalMs: 5_000 }
  const demand = { person: 60, background: 4, backgroundWrite: 2 }
  const outcome = await simulateProcesses({ ...base, limit, demand })
  expect(outcome.othersSupposed).toBe(0)
  expect(outcome.used).toBeGreaterThanOrEqual(0.95)
})

test("however slow the database and the processes are, no person waits behind two of background", async () => {
  const hard = fc.record({
    kind: fc.constantFrom(...KINDS),
    seed: fc.nat(1_000_000),
    processes: fc.integer({ min: 2, max: 4 }),
    databaseMs: fc.integer({ min: 1, max: 400 }),
    stall: fc.record({
      everyMs: fc.integer({ min: 500, max: 5_000 }),
      mostMs: fc.integer({ min: 1, max: 1_500 }),
    }),
    // From fewer people than there is room for to many more.
    person: fc.double({ min: 0.5, max: 8, noNaN: true }),
    trouble: fc.constantFrom(0, 0, 0.1, 0.4),
  })
  await fc.assert(
    fc.asyncProperty(hard, async ({ kind, person, ...over }) => {
      const demand = { person, background: 5, backgroundWrite: 2 }
      const outcome = await simulateProcesses(
        threeProcesses(kind, 25, "nobody", { ...over, demand, intervals: 4 }),
      )
      expect(outcome.backgroundBefore).toBeLessThanOrEqual(1)
      expect(outcome.refused).toBe(0)
    }),
    { numRuns: 15, seed: 11 },
  )
})

test.each([1, 2, 3, 4, 5])(
  "three processes keep the day's reserve for writes: seed %i",
  async (seed) => {
    const day = shortDay(seed)
    const kept = reserveOf(await simulateProcesses(day), day.reserve)
    expect(kept.behindReads).toBeGreaterThanOrEqual(day.reserve)
    expect(kept.behindReads).toBeLessThanOrEqual(day.reserve + 5)
    expect(kept.behindWrites).toBe(0)
    expect(kept.refusedReads).toBeGreaterThan(100)
    expect(kept.writes).toBe(day.reserve)
  },
)
