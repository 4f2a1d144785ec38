import { describe, expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { isOpen } from "./testing/open.ts"
import { REPORT } from "./testing/report.ts"

// The report has 16 markers: 6 above their range, 1 below, 9 within.
const alarms = (text: string) =>
  checkEvidence(text, REPORT)
    .filter(isOpen)
    .map(({ start, end }) => text.slice(start, end))

describe("counts of the report's markers", () => {
  test.each([
    "7/16 abnl.",
    "9 of 16 results look just right.",
    "Out of 16 things we checked, 7 were a bit off.",
    "Total markers: 16. Outside range: 7.",
    "markers_total: 16\nmarkers_flagged: 7",
    "Alert sheet (7 of 16)",
    "Walk on 4 of 7 days; step 2 of 12 weeks.",
    "LDL 178, 12 of 20 points.",
  ])("%s", (text) => {
    expect(alarms(text)).toEqual([])
  })

  test.each([
    ["5/16 abnl.", "5"],
    ["9/61 wnl.", "61"],
    ["Out of 16 things we checked, 5 were a bit off.", "5"],
    ["Total markers: 61. Outside range: 7.", "61"],
    ["markers_total: 16\nmarkers_flagged: 5", "5"],
    ["Alert sheet (4 of 16)", "4"],
    ["Of 61 parameters, 7 are outside the reference interval.", "61"],
  ])("%s: %s is no count of the report", (text, wrong) => {
    expect(alarms(text)).toContain(wrong)
  })
})
