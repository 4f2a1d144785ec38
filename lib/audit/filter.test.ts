import { describe, expect, test } from "vitest"
import { filterOf, parseAuditQuery, startOfDay } from "./filter.ts"

describe("the start of a day", () => {
  test.each([
    ["2026-11-24", "America/New_York", "2026-11-24T05:00:00.000Z"],
    ["2026-07-01", "America/New_York", "2026-07-01T04:00:00.000Z"],
    // The clocks go forward and back on these days.
    ["2026-03-08", "America/New_York", "2026-03-08T05:00:00.000Z"],
    ["2026-11-01", "America/New_York", "2026-11-01T04:00:00.000Z"],
    ["2026-11-24", "Asia/Kolkata", "2026-11-23T18:30:00.000Z"],
    ["2026-11-24", "UTC", "2026-11-24T00:00:00.000Z"],
  ])("%s in %s is %s", (day, zone, instant) => {
    expect(startOfDay(day, zone)?.toISOString()).toBe(instant)
  })

  test("of no day is nothing", () => {
    expect(startOfDay("2026-13-40", "UTC")).toBeNull()
    expect(startOfDay("yesterday", "UTC")).toBeNull()
  })
})

describe("the filter of the audit page", () => {
  test("takes ids and days, the last day whole", () => {
    const parsed = parseAuditQuery({
      group: "draft",
      contact: "abc",
      from: "2026-11-20",
      to: "2026-11-20",
    })
    expect(filterOf(parsed, "UTC")).toMatchObject({
      group: "draft",
      contactId: "abc",
      from: new Date("2026-11-20T00:00:00Z"),
      to: new Date("2026-11-21T00:00:00Z"),
    })
  })

  test("leaves out what it cannot read", () => {
    const parsed = parseAuditQuery({
      group: "constructor",
      person: "'; drop table people",
      contact: "../x",
      from: ["a", "b"],
      to: "2026-99-99",
      before: "-1",
    })
    expect(Object.values(filterOf(parsed, "UTC")).every((value) => value === undefined)).toBe(true)
  })
})
