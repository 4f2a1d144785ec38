import fc from "fast-check"
import { expect, test } from "vitest"
import { wilson } from "./wilson.ts"

// Known values: Newcombe (1998), Table I, method 3; and none or all of ten.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
])("%i of %i lies between %f and %f", (hits, total, low, high) => {
  const interval = wilson(hits, total)
  expect(interval.low).toBeCloseTo(low, 4)
  expect(interval.high).toBeCloseTo(high, 4)
})

test("nothing tried says nothing", () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
})

test("the interval holds the share, and is the same seen from the other side", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (total, part) => {
        const hits = Math.round(total * part)
        const { low, high } = wilson(hits, total)
        expect(low).toBeLessThanOrEqual(hits / total + 1e-12)
        expect(high).toBeGreaterThanOrEqual(hits / total - 1e-12)
        expect(low).toBeCloseTo(1 - wilson(total - hits, total).high, 10)
      },
    ),
  )
})
