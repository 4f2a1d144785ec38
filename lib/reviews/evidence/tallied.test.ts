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
    "7 abnormal out of 16",
    "6 high out of the 16; 1 low of 16.",
    "9 results normal out of all 16.",
    "There were 16 measurements, of which 7 were out of range.",
    "We looked at 16 different markers.",
    "Happily, 9 of the 16 are totally fine.",
    "12 of the 45 are in the waiting room.",
    // Nothing of the report is counted here.
    "Eat 10 low of 20 meals.",
    "5 normal out of 30 days.",
    "We repeated 3 tests of the 16.",
    "We repeated 12 tests, of which 4 were abnormal last year.",
    "Three different markers of inflammation can rise.",
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
    ["5 abnormal out of 16", "5"],
    ["0 abnormal out of 16", "0"],
    ["9 abnormal out of 16", "9"],
    ["7 abnormal out of 61", "61"],
    ["7 high out of the 16.", "7"],
    ["Happily, 9 of the 15 are totally fine.", "15"],
    ["7 of the 61 were out of range.", "61"],
    ["There were 15 measurements, of which 7 were out of range.", "15"],
    ["We looked at 61 different markers.", "61"],
    ["Of 61 parameters, 7 are outside the reference interval.", "61"],
  ])("%s: %s is no count of the report", (text, wrong) => {
    expect(alarms(text)).toContain(wrong)
  })
})
