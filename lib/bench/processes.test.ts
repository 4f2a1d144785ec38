import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { simulateProcesses } from "./processes.ts"
import { KINDS } from "./spenders.ts"
import { threeProcesses } from "./three-processes.ts"

/** The rest of the matrix, and more seeds, are the benchmark's. */
const CASES = [
  [25, "nobody"],
  [25, "steady"],
  [25, "both"],
  [100, "nobody"],
  [100, "both"],
] as const

describe.each(KINDS)("three processes at three times the budget, counted %s", (kind) => {
  test.each(CASES)(
    "with a limit of %i beside %s they use what is left, and no person waits behind two of background",
    async (max, spender) => {
      const outcome = await simulateProcesses(threeProcesses(kind, max, spender))
      expect(outcome.used).toBeGreaterThanOrEqual(0.95)
      expect(outcome.used).toBeLessThanOrEqual(1)
      expect(outcome.ownRefusals).toBe(0)
      if (spender === "nobody") expect(outcome.refused).toBe(0)
      expect(outcome.backgroundBefore).toBeLessThanOrEqual(1)
    },
  )
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

test.each([2, 4, 5])("three processes keep the day's reserve for writes: seed %i", async (seed) => {
  const base = threeProcesses("sliding", 100, "nobody", { seed, call: { least: 50, most: 2_500 } })
  const demand = { person: 30, background: 2, backgroundWrite: 1 }
  const limit = { ...base.limit, daily: 300 }
  const { days } = await simulateProcesses({ ...base, limit, demand, intervals: 6 })
  const reserve = 15
  // A write that was sent after a read may be counted before it; what it takes is its own.
  const reads = days
    .filter(({ write }) => !write)
    .map(({ left, sentAt, at }) => {
      const overtaking = days.filter((one) => one.write && one.sentAt >= sentAt && one.at <= at)
      return left + overtaking.length
    })
  const writes = days.filter(({ write }) => write).map(({ left }) => left)
  expect(Math.min(...reads)).toBeGreaterThanOrEqual(reserve)
  expect(Math.min(...reads)).toBeLessThanOrEqual(reserve + 5)
  expect(Math.min(...writes)).toBe(0)
})
