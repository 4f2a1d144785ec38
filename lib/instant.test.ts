import { expect, test } from "vitest"
import { instant } from "./instant.ts"

test.each([
  ["2026-11-24T14:58:00Z", "2026-11-24T14:58:00.000Z"],
  ["2026-11-24T14:58:00.123456Z", "2026-11-24T14:58:00.123Z"],
  ["2026-11-24T14:58:00+23:00", "2026-11-23T15:58:00.000Z"],
  ["2026-11-24T14:58:00-23:59", "2026-11-25T14:57:00.000Z"],
  ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
])("%s is %s", (written, normal) => {
  expect(instant.parse(written)).toBe(normal)
})

test.each([
  "0000-01-01T00:00:00Z",
  "1969-12-31T23:59:59Z",
  "9999-12-31T23:59:59-01:00",
  "2026-02-30T00:00:00Z",
  "2026-11-24T25:00:00Z",
  "2026-11-24T14:58:00",
  "2026-11-24",
  "yesterday",
  "",
])("%j is no instant", (written) => {
  expect(instant.safeParse(written).success).toBe(false)
})
