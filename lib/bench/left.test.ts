import { describe, expect, test } from "vitest"
import type { RateLimit } from "#lib/sandbox/types.ts"
import { leftToUs } from "./left.ts"

const limit = (kind: RateLimit["kind"]): RateLimit => ({
  max: 4,
  intervalMs: 1_000,
  daily: 1_000,
  sendRetryAfter: false,
  kind,
})
const ours = (...at: number[]) => at.map((one) => ({ at: one, ours: true }))
const theirs = (...at: number[]) => at.map((one) => ({ at: one, ours: false }))
const inOrder = (...calls: { at: number; ours: boolean }[][]) =>
  calls.flat().sort((a, b) => a.at - b.at)

describe("fixed", () => {
  test("whole intervals within the time count, without what the others took", () => {
    const calls = inOrder(theirs(0, 1_100), ours(100, 200, 300, 1_000, 1_200, 2_000, 2_100))
    // The last interval ends after the time.
    expect(leftToUs(limit("fixed"), calls, 0, 2_500)).toEqual({ left: 6, used: 5 })
  })

  test("while no interval runs, its places are lost", () => {
    const calls = ours(0, 0, 0, 0, 1_500, 1_500, 1_500, 1_500)
    expect(leftToUs(limit("fixed"), calls, 0, 2_500)).toEqual({ left: 10, used: 8 })
  })

  test("an interval that began before the time does not count", () => {
    const calls = ours(0, 1_000, 1_001, 1_002, 1_003)
    expect(leftToUs(limit("fixed"), calls, 500, 2_000)).toEqual({ left: 4, used: 4 })
  })
})

describe("sliding", () => {
  test("places count by the time they are held", () => {
    const calls = inOrder(ours(0, 500), theirs(750))
    const { left, used } = leftToUs(limit("sliding"), calls, 0, 1_000)
    expect([left, used]).toEqual([3.75, 1.5])
  })

  test("who holds every place uses all", () => {
    const calls = inOrder(ours(0, 0, 0, 1_000, 1_000, 1_000), theirs(0, 1_000))
    expect(leftToUs(limit("sliding"), calls, 0, 2_000)).toEqual({ left: 6, used: 6 })
  })
})

describe("bucket", () => {
  test("what was in it and what came in is left, less what the others took", () => {
    const calls = inOrder(ours(0, 0, 250, 500), theirs(100))
    expect(leftToUs(limit("bucket"), calls, 0, 1_000)).toEqual({ left: 7, used: 4 })
  })

  test("what was taken before the time is missing in it, as far as it has not come back", () => {
    const calls = ours(0, 0, 0, 0, 700)
    expect(leftToUs(limit("bucket"), calls, 500, 1_000)).toEqual({ left: 4, used: 1 })
  })
})
