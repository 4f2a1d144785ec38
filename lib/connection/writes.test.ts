import { expect, test } from "vitest"
import type { AreaProbe } from "./types.ts"
import { withWriteEvidence } from "./writes.ts"

const EARLY = "2026-11-24T10:00:00.000Z"
const LATE = "2026-11-24T11:00:00.000Z"
const UNKNOWN: AreaProbe = { area: "writes", state: "unknown", at: null, failure: null }
const GRANTED: AreaProbe = { ...UNKNOWN, state: "granted", at: EARLY }
const refused = (since: string) => ({ since, kind: "missing-scope" as const, traceId: "t1" })

test("a 403 to a write is no missing scope", () => {
  const forbidden = { ...refused(LATE), kind: "forbidden" as const }
  expect(withWriteEvidence([UNKNOWN], { writtenAt: null, refused: forbidden })).toMatchObject([
    { state: "refused", failure: { kind: "forbidden" } },
  ])
})

test.each([
  ["nothing is known", UNKNOWN, { writtenAt: null, refused: null }, "unknown", null],
  [
    "written before this process began",
    UNKNOWN,
    { writtenAt: LATE, refused: null },
    "granted",
    LATE,
  ],
  [
    "refused in another process",
    GRANTED,
    { writtenAt: null, refused: refused(LATE) },
    "missing",
    LATE,
  ],
  [
    "written here since",
    { ...GRANTED, at: LATE },
    { writtenAt: null, refused: refused(EARLY) },
    "granted",
    LATE,
  ],
])("%s", (_, probe, evidence, state, at) => {
  const other: AreaProbe = { area: "notes", state: "failing", at: EARLY, failure: null }
  expect(withWriteEvidence([other, probe], evidence)).toMatchObject([other, { state, at }])
})
