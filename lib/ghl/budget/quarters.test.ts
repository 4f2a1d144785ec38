import { expect, test } from "vitest"
import { countInto, lastDay, type Quarter } from "./quarters.ts"

const at = (text: string) => Date.parse(text)

test("a day has 96 quarters, oldest first, those without calls too", () => {
  const quarters: Quarter[] = []
  countInto(quarters, at("2025-03-01T12:01:00Z"), { own: 1 })
  countInto(quarters, at("2025-03-01T12:14:59Z"), { own: 1, others: 2 })
  countInto(quarters, at("2025-03-01T12:15:00Z"), { refused: 1 })
  const day = lastDay(quarters, at("2025-03-01T12:20:00Z"))
  expect(day).toHaveLength(96)
  expect(day[0]).toEqual({ at: at("2025-02-28T12:30:00Z"), own: 0, others: 0, refused: 0 })
  expect(day.slice(-2)).toEqual([
    { at: at("2025-03-01T12:00:00Z"), own: 2, others: 2, refused: 0 },
    { at: at("2025-03-01T12:15:00Z"), own: 0, others: 0, refused: 1 },
  ])
})

test("what is older than a day is forgotten", () => {
  const quarters: Quarter[] = []
  countInto(quarters, at("2025-03-01T12:00:00Z"), { own: 1 })
  countInto(quarters, at("2025-03-02T12:00:00Z"), { own: 1 })
  expect(quarters).toHaveLength(1)
})
