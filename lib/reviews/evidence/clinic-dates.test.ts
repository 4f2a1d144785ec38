import { expect, test } from "vitest"
import { dateOrderOf } from "./clinic-dates.ts"

test("a clinic in the United States writes the month first, one elsewhere the day", () => {
  for (const zone of [
    "America/New_York",
    "America/Los_Angeles",
    "America/Indiana/Indianapolis",
    "America/Puerto_Rico",
    "Pacific/Honolulu",
    "US/Eastern",
  ])
    expect([zone, dateOrderOf(zone)]).toEqual([zone, "month-first"])
  for (const zone of ["Europe/London", "Australia/Sydney", "America/Mexico_City", "UTC"])
    expect([zone, dateOrderOf(zone)]).toEqual([zone, "day-first"])
})
