import { expect, test } from "vitest"
import { toRetry, type Unreadable, withFailed, without } from "./unreadable.ts"

const NOW = Date.parse("2026-11-24T10:00:00Z")
const MINUTE = 60_000
const failing = (times: number) => {
  let aside: Unreadable[] = []
  for (let n = 0; n < times; n++) aside = withFailed(aside, "c", NOW, MINUTE)
  return aside
}

test("each failure in a row doubles the wait, up to an hour", () => {
  const waits = [1, 2, 3, 7, 500].map(
    (times) => (Date.parse(failing(times)[0]?.retryAt ?? "") - NOW) / MINUTE,
  )
  expect(waits).toEqual([1, 2, 4, 60, 60])
  expect(failing(500)).toHaveLength(1)
  expect(without(failing(2), "c")).toEqual([])
})

test("what waits longest is tried first, and only so much at once", () => {
  const aside = [3, 1, 2, 4].map((n) => ({
    contactId: `c${n}`,
    failures: 1,
    retryAt: new Date(NOW + n * MINUTE).toISOString(),
  }))
  expect(toRetry(aside, NOW, 10)).toEqual([])
  expect(toRetry(aside, NOW + 3 * MINUTE, 10)).toEqual(["c1", "c2", "c3"])
  expect(toRetry(aside, NOW + 3 * MINUTE, 2)).toEqual(["c1", "c2"])
})

test("a clock that was set back keeps nothing aside for longer than an hour", () => {
  expect(toRetry(failing(1), NOW - 30 * MINUTE, 10)).toEqual([])
  expect(toRetry(failing(1), NOW - 24 * 60 * MINUTE, 10)).toEqual(["c"])
})
