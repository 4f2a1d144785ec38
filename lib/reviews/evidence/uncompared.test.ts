import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { REPORT } from "./testing/report.ts"
import { uncomparedIn } from "./uncompared.ts"

const left = (text: string) => uncomparedIn(text, REPORT, checkEvidence(text, REPORT))

test.each([
  ["LDL is 178 mg/dL, above the range of 0 to 100 mg/dL.", 0],
  ["Take 2000 IU of vitamin D for 12 weeks.", 2],
  ["Aim for 7 to 8 hours of sleep; LDL is 178 mg/dL.", 1],
  ["Next visit: December 1, 2027.", 1],
  ["1. LDL is 178 mg/dL.\n2. Call us at 555-010-1234 by 10:30.", 0],
  ["One of them is LDL, on the 14th.", 0],
  ["Hemoglobin A1c and vitamin B12 are in 25-OH vitamin D's list.", 0],
  ["She is on step 3.", 1],
])("numbers that no finding speaks of: %s", (text, count) => {
  expect(left(text)).toBe(count)
})
