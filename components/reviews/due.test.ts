import fc from "fast-check"
import { expect, test } from "vitest"
import { dueInWords } from "./due.ts"

const HOUR = 3_600_000
const received = Date.UTC(2026, 10, 20, 12)
const at = (hours: number) => new Date(received + hours * HOUR).toISOString()
const words = (dueHours: number, nowHours: number) =>
  dueInWords({ receivedAt: at(0), dueAt: at(dueHours) }, received + nowHours * HOUR)

test.each([
  [48, 0, "Due in 2 days", "fine"],
  [48, 1, "Due in 47 h", "fine"],
  [48, 37, "Due in 11 h", "soon"],
  [48, 47.75, "Due in 15 min", "soon"],
  [48, 48, "Overdue by 1 min", "late"],
  [4, 7.4, "Overdue by 3 h", "late"],
  [4, 0.01, "Due in 4 h", "fine"],
  [48, 48 + 72, "Overdue by 3 days", "late"],
] as const)("due after %d h, looked at after %d h: %s", (due, now, text, state) => {
  expect(words(due, now)).toEqual({ text, state })
})

test("is late exactly from the target on", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 300, noNaN: true }),
      (due, now) => {
        expect(words(due, now).state === "late").toBe(received + now * HOUR >= Date.parse(at(due)))
      },
    ),
  )
})
