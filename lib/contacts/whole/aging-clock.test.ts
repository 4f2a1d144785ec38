import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { agingClock } from "./aging-clock.ts"

const HOUR = 3_600_000
const clocks = { wall: 0, steady: 0 }

beforeEach(() => {
  Object.assign(clocks, { wall: 1_700_000_000_000, steady: 5_000 })
  vi.spyOn(Date, "now").mockImplementation(() => clocks.wall)
  vi.spyOn(performance, "now").mockImplementation(() => clocks.steady)
})
afterEach(() => void vi.restoreAllMocks())

test.each([
  ["both clocks go on", { wall: 20_000, steady: 20_000 }, 20_000],
  ["the clock on the wall is set back", { wall: 20_000 - HOUR, steady: 20_000 }, 20_000],
  ["the machine sleeps", { wall: HOUR, steady: 300 }, HOUR],
])("an age while %s", (_, moved, age) => {
  const now = agingClock()
  const began = now()
  clocks.wall += moved.wall
  clocks.steady += moved.steady
  expect(now() - began).toBe(age)
  clocks.wall += 10_000
  clocks.steady += 10_000
  expect(now() - began).toBe(age + 10_000)
})
