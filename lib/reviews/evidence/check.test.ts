import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { REPORT } from "./testing/report.ts"
import { TRUE_SENTENCES, UNKNOWN_SENTENCES, WRONG_SENTENCES } from "./testing/sentences.ts"

const found = (text: string) =>
  checkEvidence(text, REPORT).map(
    ({ kind, start, end, verdict, message }) =>
      `${verdict} ${kind} "${text.slice(start, end)}" ${message}`,
  )

test.each(TRUE_SENTENCES)("no alarm: %s", (text) => {
  expect(found(text).filter((one) => /^(?:contradicted|not-found)/.test(one))).toEqual([])
})

test.each(UNKNOWN_SENTENCES)("not found, and not contradicted: %s", (text) => {
  const verdicts = checkEvidence(text, REPORT).map(({ verdict }) => verdict)
  expect(verdicts).toContain("not-found")
  expect(verdicts).not.toContain("contradicted")
})

test.each(WRONG_SENTENCES)("%s: %s is %s", (text, where, verdict) => {
  const at = text.indexOf(where)
  const hit = checkEvidence(text, REPORT).filter(
    (finding) =>
      finding.start < at + where.length && finding.end > at && finding.verdict === verdict,
  )
  expect(hit.length, found(text).join("\n")).toBe(1)
})

test("a number that is read in two ways has one finding", () => {
  // A count by the word behind it, a value by the marker before it.
  const text = "reference LDL of 150 is markers. 1.7 mg/dL),"
  const starts = checkEvidence(text, REPORT).map(({ start }) => start)
  expect(new Set(starts).size).toBe(starts.length)
  expect(starts).toContain(text.indexOf("150"))
})
