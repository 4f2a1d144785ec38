import { expect, test } from "vitest"
import { evenLater, planCase } from "./cases.ts"
import { TIMES } from "./scale.ts"

/** Every fault of the catalogue is met by one of so many cases. */
const CASES = 400

test("effects of a run without a settling time come later than usual, and within what that time would outlast", () => {
  const delays = Array.from({ length: CASES }, (_, index) => planCase(7, index, "c1")).flatMap(
    (plan) => {
      const late = (of: typeof plan) =>
        of.fault.inputs("c1").filter(({ kind }) => kind === "late-effect")
      const lagMs = plan.fault.inputs("c1").find(({ kind }) => kind === "lag")?.delayMs ?? 0
      return late(plan).map(({ delayMs = 0 }, at) => ({
        own: delayMs,
        later: late(evenLater(plan))[at]?.delayMs ?? 0,
        lagMs,
      }))
    },
  )
  expect(delays.some(({ lagMs }) => lagMs > 0)).toBe(true)
  expect(delays.some(({ lagMs }) => lagMs === 0)).toBe(true)
  for (const { own, later, lagMs } of delays) {
    expect(later).toBeGreaterThan(own)
    expect(later + lagMs).toBeLessThan(0.9 * TIMES.longSettleMs)
  }
})
