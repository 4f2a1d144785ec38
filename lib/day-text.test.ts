import { expect, test } from "vitest"
import { formatDay } from "./day-text.ts"

test("a calendar day stays the same day; what is none is shown as it is", () => {
  expect(formatDay("2026-11-01")).toBe("Nov 1, 2026")
  expect(formatDay("soon")).toBe("soon")
})
