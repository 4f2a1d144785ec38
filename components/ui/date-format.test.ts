import { expect, test } from "vitest"
import { formatAgo, formatInstant, formatShort } from "./date-format.ts"

const NEW_YORK = "America/New_York"

test("an instant is told in the given zone, with plain spaces", () => {
  expect(formatInstant("2026-01-01T03:05:00Z", NEW_YORK)).toEqual({
    date: "Dec 31, 2025",
    time: "10:05 PM",
    zone: "EST",
  })
  expect(formatInstant("yesterday", NEW_YORK)).toBeNull()
})

test("the year is left out when it is this one in the zone", () => {
  const now = Date.parse("2026-01-01T12:00:00Z")
  expect(formatShort("2026-01-01T03:05:00Z", NEW_YORK, now)).toBe("Dec 31, 2025")
  expect(formatShort("2026-01-01T06:05:00Z", NEW_YORK, now)).toBe("Jan 1")
})

test("how long ago is told within a week; the clock of another machine may go a little ahead", () => {
  const now = Date.parse("2026-03-10T12:00:00Z")
  const ago = (iso: string) => formatAgo(iso, now)
  expect(ago("2026-03-10T12:01:00Z")).toBe("just now")
  expect(ago("2026-03-10T11:55:00Z")).toBe("5 min ago")
  expect(ago("2026-03-10T09:00:00Z")).toBe("3 h ago")
  expect(ago("2026-03-09T11:00:00Z")).toBe("1 day ago")
  expect(ago("2026-03-04T12:00:00Z")).toBe("6 days ago")
  expect(ago("2026-02-20T12:00:00Z")).toBeNull()
  expect(ago("2026-03-11T12:00:00Z")).toBeNull()
  expect(ago("never")).toBeNull()
})
