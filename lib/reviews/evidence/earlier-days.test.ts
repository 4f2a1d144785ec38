import { describe, expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { isOpen } from "./testing/open.ts"

const sources = {
  biomarkers: [
    {
      name: "LDL Cholesterol",
      value: 178,
      unit: "mg/dL",
      low: 0,
      high: 100,
      previous: [
        { value: 150, day: "2026-04-02" },
        { value: 190, day: "2025-10-01" },
      ],
    },
    {
      name: "Ferritin",
      value: 80,
      unit: "ng/mL",
      low: 16,
      high: 232,
      previous: [{ value: 60, day: "2025-01-20" }],
    },
    { name: "TSH", value: 2.1, unit: "mIU/L", low: 0.4, high: 4.5 },
  ],
  sourceText: "Collected: 2026-10-14\nReported: 2026-10-16\nSpecimen received: 2026-10-15",
  documentPages: [],
  client: { name: null, birthDate: "1984-05-08" },
}
const alarms = (text: string) =>
  checkEvidence(text, sources)
    .filter(isOpen)
    .map(({ start, end }) => text.slice(start, end))

describe("the day of an earlier value", () => {
  test.each([
    "LDL rose from 150 in April 2026 to 178 mg/dL.",
    "LDL 190 (October 1, 2025), 150 (April 2, 2026), 178 now.",
    "LDL is 28 mg/dL higher than on April 2, 2026.",
    "LDL is up 19% since April 2, 2026.",
    "LDL has fallen since October 2025.",
    "Compared with January 20, 2025, when it stood at 60, ferritin has gone up to 80.",
    "Did ferritin change? Yes: 60 on January 20, 2025, 80 now.",
    "LDL was 178 mg/dL on October 14, 2026.",
    "LDL is 178 mg/dL, says the report of October 16, 2026.",
    "TSH is 2.1 mIU/L; LDL was 150 on April 2, 2026.",
    "Ferritin 60→80 (1/20/25).",
    "In January 2025 ferritin was 60 ng/mL. It is now 80.",
    "Compared with the report collected on April 2, 2026: LDL rose from 150 to 178 mg/dL.",
    "Versus the sample drawn on January 20, 2025, ferritin rose from 60 to 80 ng/mL.",
    "Remember that ferritin of 60 from January 20, 2025?",
    "report_date: 2026-10-16",
    "Report of 2026-10-14",
    "Thank you for coming in for your blood test on October 14, 2026.",
  ])("%s", (text) => {
    expect(alarms(text)).toEqual([])
  })

  test.each([
    ["LDL rose from 150 in October 2025 to 178 mg/dL.", "October 2025"],
    [
      "Compared with the report collected on April 12, 2026: LDL rose from 150 to 178 mg/dL.",
      "April 12, 2026",
    ],
    ["LDL 190 (April 2, 2026), 150 (April 2, 2026), 178 now.", "April 2, 2026"],
    ["LDL is 28 mg/dL higher than on October 1, 2025.", "October 1, 2025"],
    ["LDL is up 19% since October 1, 2025.", "October 1, 2025"],
    ["LDL has changed since January 20, 2025.", "January 20, 2025"],
    ["Ferritin 60→80 (10/14/26).", "10/14/26"],
    ["In October 14, 2026 ferritin was 60 ng/mL. It is now 80.", "October 14, 2026"],
    ["Remember that ferritin of 60 from October 14, 2026?", "October 14, 2026"],
    ["report_date: 2025-01-20", "2025-01-20"],
    ["report_date: 2026-10-14", "2026-10-14"],
    ["Thank you for coming in for your blood test on October 16, 2026.", "October 16, 2026"],
    ["For the call about the labs of October 15, 2026:", "October 15, 2026"],
    ["Ferritin went up since October 14, 2026.", "October 14, 2026"],
    [
      "Compared with April 2, 2026, when it stood at 60, ferritin has gone up to 80.",
      "April 2, 2026",
    ],
    ["Did ferritin change? Yes: 60 on April 2, 2026, 80 now.", "April 2, 2026"],
  ])("%s: %s is another day", (text, wrong) => {
    expect(alarms(text)).toContain(wrong)
  })
})

describe("the day of the blood draw", () => {
  test.each([
    "Blood sample of October 14, 2026.",
    "Sample date: 10/14/2026",
    "Coll 10/14/2026, reported 10/16/2026.",
    "Specimen received 10/15/2026.",
    "LDL decreased versus the sample of October 1, 2025.",
  ])("%s", (text) => {
    expect(alarms(text)).toEqual([])
  })

  test.each([
    ["Blood sample of October 16, 2026.", "October 16, 2026"],
    ["Sample date: 10/15/2026", "10/15/2026"],
    ["Coll 10/16/2026, reported 10/16/2026.", "10/16/2026"],
  ])("%s: %s is the day of something else", (text, wrong) => {
    expect(alarms(text)).toContain(wrong)
  })
})

describe("an earlier value that is the present one too", () => {
  const factor = {
    ...sources,
    biomarkers: [
      {
        name: "Rheumatoid Factor",
        value: 11,
        unit: "IU/mL",
        low: 0,
        high: 14,
        previous: [
          { value: 11, day: "2026-06-19" },
          { value: 12, day: "2025-09-03" },
        ],
      },
    ],
  }
  const said = (text: string) =>
    checkEvidence(text, factor)
      .filter(isOpen)
      .map(({ start, end }) => text.slice(start, end))

  test.each([
    "Rheumatoid factor stable: 11 vs 11 on June 19, 2026.",
    "Rheumatoid factor was 11 on October 14, 2026.",
    "Rheumatoid factor: 12 on September 3, 2025, 11 now.",
  ])("%s", (text) => {
    expect(said(text)).toEqual([])
  })

  test("has its own day, and not that of another", () => {
    expect(said("Rheumatoid factor stable: 11 vs 11 on September 3, 2025.")).toContain(
      "September 3, 2025",
    )
    expect(said("Rheumatoid factor was 11 on September 3, 2025.")).toContain("September 3, 2025")
  })
})

test("a change since a day is counted from the value of that day", () => {
  expect(alarms("Since April 2, 2026, LDL went up by 19% to 178.")).toEqual([])
  // That is how far it is from the value of October 2025.
  expect(alarms("Since April 2, 2026, LDL changed by 6% to 178.")).toContain("6%")
})
