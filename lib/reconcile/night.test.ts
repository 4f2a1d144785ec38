import { expect, test } from "vitest"
import { lastNight } from "./night.ts"

test.each([
  ["2026-11-25T07:59:00Z", "2026-11-24", false],
  ["2026-11-25T08:00:00Z", "2026-11-25", true],
  ["2026-11-25T10:59:00Z", "2026-11-25", true],
  ["2026-11-25T11:00:00Z", "2026-11-25", false],
  ["2026-11-26T04:59:00Z", "2026-11-25", false],
  ["2026-11-26T05:00:00Z", "2026-11-25", false],
  ["2026-07-01T06:59:00Z", "2026-06-30", false],
  ["2026-07-01T07:00:00Z", "2026-07-01", true],
  ["2027-01-01T06:00:00Z", "2026-12-31", false],
])("at %s the clinic's last night is %s", (now, night, on) => {
  expect(lastNight(new Date(now), "America/New_York")).toEqual({ night, on })
})
