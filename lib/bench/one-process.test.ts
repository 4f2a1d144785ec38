import { describe, expect, test } from "vitest"
import { type Outcome, type Setting, simulateProcesses } from "./processes.ts"
import { threeProcesses } from "./three-processes.ts"

/** Shorter than GHL's, as over HTTP. */
const INTERVAL_MS = 2_000

/** One process at three times the budget beside an even spender; the server and its answers take a millisecond each. */
function besideSteady(
  kind: "fixed" | "sliding",
  max: 25 | 100,
  seed: number,
  most: number,
  over: Partial<Setting> = {},
): Promise<Outcome> {
  const busyMs = max === 100 ? 1 : 0
  const alone = { processes: 1, intervals: 8, call: { least: 1, most }, databaseMs: 0.2 }
  const busy = { serverMs: busyMs, answerMs: busyMs }
  return simulateProcesses(
    threeProcesses(kind, max, "steady", { seed, ...alone, ...busy, ...over }, INTERVAL_MS),
  )
}

describe("a process beside an even spender", () => {
  test.each([8, 10, 11])(
    "does not take the places of a limit that slides for those of an interval that is over, seed %i",
    { timeout: 30_000 },
    async (seed) => {
      const { used, refused, accepted } = await besideSteady("sliding", 100, seed, 20)
      expect(refused).toBeLessThanOrEqual(0.01 * accepted)
      expect(used).toBeGreaterThan(0.95)
    },
  )

  test.each([1, 4, 7])(
    "waits for no end of an interval that may have begun at any time, where they begin with us, seed %i",
    { timeout: 30_000 },
    async (seed) => {
      const { used } = await besideSteady("sliding", 100, seed, 4, {
        othersWithUs: true,
        serverMs: 0,
        answerMs: 0,
      })
      expect(used).toBeGreaterThan(0.95)
    },
  )

  test.each([2, 3, 4])(
    "leaves them the last places of an interval though no answer tells of them, seed %i",
    { timeout: 30_000 },
    async (seed) => {
      const { used, refused } = await besideSteady("fixed", 25, seed, 2)
      expect(refused).toBe(0)
      expect(used).toBeGreaterThan(0.95)
    },
  )
})
