import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type Sample, slopeOf } from "./client-memory.ts"
import { median } from "./client-pairs.ts"

const MB = 1024 * 1024

/** Samples every 4,000 calls that grow by so many bytes a call, each off by its part of `noise`. */
const grown = (bytesACall: number, noise: number[]): Sample[] =>
  noise.map((off, n) => ({
    calls: (n + 1) * 4_000,
    held: 30 * MB + n * 4_000 * bytesACall + off,
    resident: 0,
  }))

/** Garbage that one sample still holds and the next does not. */
const noise = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 20, maxLength: 25 })

describe("growth in bytes a call", () => {
  test("is told apart from noise, whatever the noise", () => {
    fc.assert(
      fc.property(noise, (offs) => {
        expect(Math.abs(slopeOf(grown(0, offs)))).toBeLessThan(8)
        expect(slopeOf(grown(16, offs))).toBeGreaterThan(8)
      }),
    )
  })

  test("is not moved by one sample at a bad moment", () => {
    const samples = grown(0, new Array(20).fill(0))
    const odd = samples.map((sample, n) => (n === 19 ? { ...sample, held: 60 * MB } : sample))
    expect(slopeOf(odd)).toBe(0)
  })
})

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[7], 7],
])("the median of %j is %d", (values, middle) => {
  expect(median(values)).toBe(middle)
})
