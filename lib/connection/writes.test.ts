import { expect, test } from "vitest"
import type { AreaProbe } from "./types.ts"
import { type WriteEvidence, withWriteEvidence } from "./writes.ts"

const EARLY = "2026-11-24T10:00:00.000Z"
const LATE = "2026-11-24T11:00:00.000Z"
const UNKNOWN: AreaProbe = { area: "writes", state: "unknown", at: null, failure: null }
const GRANTED: AreaProbe = { ...UNKNOWN, state: "granted", at: LATE }
const MISSING: AreaProbe = {
  ...UNKNOWN,
  state: "missing",
  at: LATE,
  failure: { kind: "missing-scope", status: 401, traceId: "t1", at: LATE },
}
const NOTHING: WriteEvidence = { writtenAt: null, refused: null, givenUpAt: null }
const refused = (since: string) => ({ since, kind: "missing-scope" as const, traceId: "t1" })

test("a 403 to a write is no missing scope", () => {
  const forbidden = { ...refused(LATE), kind: "forbidden" as const }
  expect(withWriteEvidence([UNKNOWN], { ...NOTHING, refused: forbidden })).toMatchObject([
    { state: "refused", failure: { kind: "forbidden" } },
  ])
})

test.each<[string, AreaProbe, Partial<WriteEvidence>, AreaProbe["state"], string | null]>([
  ["nothing is known", UNKNOWN, {}, "unknown", null],
  ["written before this process began", UNKNOWN, { writtenAt: LATE }, "granted", LATE],
  ["refused in another process", GRANTED, { refused: refused(EARLY) }, "missing", EARLY],
  ["refused here, and given up", MISSING, { givenUpAt: LATE }, "unknown", LATE],
  [
    "given up after an earlier write",
    MISSING,
    { writtenAt: EARLY, givenUpAt: LATE },
    "unknown",
    LATE,
  ],
  [
    "written since what was given up",
    MISSING,
    { writtenAt: LATE, givenUpAt: EARLY },
    "granted",
    LATE,
  ],
  ["a task refused here, tasks alone", { ...MISSING, state: "refused" }, {}, "unknown", null],
])("%s", (_, probe, evidence, state, at) => {
  const other: AreaProbe = { area: "notes", state: "failing", at: EARLY, failure: null }
  const told = withWriteEvidence([other, probe], { ...NOTHING, ...evidence })
  expect(told).toMatchObject([other, { area: "writes", state, at }])
  expect(told[1]?.failure === null).toBe(state !== "missing")
})
