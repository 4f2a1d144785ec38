import fc from "fast-check"
import { expect, test } from "vitest"
import { instantOfClock } from "./clinic-clock.ts"

const ZONES = ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]

test.each([
  ["2026-12-01T10:00", "America/New_York", "2026-12-01T15:00:00.000Z"],
  ["2026-07-01T10:00", "America/New_York", "2026-07-01T14:00:00.000Z"],
  // The night in which summer begins has no half past two.
  ["2026-03-08T02:30", "America/New_York", "2026-03-08T07:30:00.000Z"],
  ["2026-03-08T03:30", "America/New_York", "2026-03-08T07:30:00.000Z"],
  // The night in which it ends has two half past ones.
  ["2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
  ["2026-06-01T08:30", "Asia/Kolkata", "2026-06-01T03:00:00.000Z"],
])("a clock that shows %s in %s", (clock, zone, instant) => {
  expect(instantOfClock(clock, zone)).toBe(instant)
})

test.each([
  "0026-12-02T09:00",
  "1000-01-01T00:00",
  "2026-02-30T10:00",
  "2026-13-01T10:00",
  "tomorrow",
  "",
  "2026-12-01",
])("%j is no time of a clock", (clock) => {
  for (const zone of ZONES) expect(instantOfClock(clock, zone)).toBeNull()
})

test("the clock of any instant leads to an instant with the same clock", () => {
  const minutes = fc.integer({
    min: Date.parse("2020-01-01") / 60_000,
    max: Date.parse("2035-01-01") / 60_000,
  })
  fc.assert(
    fc.property(minutes, fc.constantFrom(...ZONES), (minute, timeZone) => {
      const show = (at: string | number) =>
        new Intl.DateTimeFormat("sv-SE", {
          timeZone,
          dateStyle: "short",
          timeStyle: "short",
        }).format(new Date(at))
      const clock = show(minute * 60_000).replace(" ", "T")
      const instant = instantOfClock(clock, timeZone)
      expect(instant && show(instant).replace(" ", "T")).toBe(clock)
    }),
  )
})
