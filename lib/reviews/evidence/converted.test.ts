import { describe, expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { isOpen } from "./testing/open.ts"

const sources = {
  biomarkers: [
    {
      name: "Total Cholesterol",
      value: 176,
      unit: "mg/dL",
      low: 0,
      high: 200,
      previous: [{ value: 160, day: "2025-08-02" }],
    },
    { name: "Phosphorus", value: 3.1, unit: "mg/dL", low: 2.5, high: 4.5 },
    { name: "HbA1c", value: 5.7, unit: "%", high: 5.6 },
    { name: "ALT", value: 64, unit: "U/L", high: 29 },
  ],
  sourceText: "Collected: 2026-10-14",
  documentPages: [],
  client: { name: null, birthDate: null },
}
const alarms = (text: string) =>
  checkEvidence(text, sources)
    .filter(isOpen)
    .map(({ start, end }) => text.slice(start, end))

describe("a number in brackets in another unit is what the number before it comes to", () => {
  test.each([
    "Cholesterol 176 mg/dL (4.55 mmol/L): no action.",
    "Cholesterol 176 mg/dL (4.6 mmol/L): no action.",
    "Phosphorus with 3,1 mg/dL (1,00 mmol/L) lies within the norm.",
    "Cholesterol 176 mg/dL (it was 4.14 mmol/L in August 2025).",
    "Cholesterol of 160 mg/dL (4.14 mmol/L) in August 2025, 176 mg/dL (4.55 mmol/L) now.",
    "Cholesterol is below the limit of 200 mg/dL (5.17 mmol/L).",
    "HbA1c 5.7 % (39 mmol/mol) is above the range.",
  ])("%s", (text) => {
    expect(alarms(text)).toEqual([])
  })

  test.each([
    // Its earlier value, and a bound: neither is what 176 comes to.
    ["Cholesterol 176 mg/dL (4.15 mmol/L): no action.", "4.15 mmol/L"],
    ["Cholesterol 176 mg/dL (5.17 mmol/L) is in range.", "5.17 mmol/L"],
    ["Phosphorus with 3,1 mg/dL (1,04 mmol/L) lies within the norm.", "1,04 mmol/L"],
    ["Cholesterol of 160 mg/dL (4.55 mmol/L) in August 2025.", "4.55 mmol/L"],
  ])("%s: %s is another value", (text, wrong) => {
    expect(alarms(text)).toContain(wrong)
  })
})

describe("the digits of a value in another unit are that value in a wrong unit", () => {
  const hormones = {
    ...sources,
    biomarkers: [
      { name: "Free T4", value: 18.1, unit: "pmol/L", low: 10.3, high: 23.2 },
      {
        name: "C-Peptide",
        value: 0.9,
        unit: "ng/mL",
        low: 0.8,
        high: 3.9,
        previous: [{ value: 1.2, day: "2025-01-30" }],
      },
    ],
  }
  const said = (text: string) =>
    checkEvidence(text, hormones)
      .filter(isOpen)
      .map(({ start, end }) => text.slice(start, end))

  test.each([
    "Free T4 of 18.1 pmol/L is in range (10.3 to 23.2).",
    "Free T4 is 1.41 ng/dL, below the limit of 1.8 ng/dL.",
    "C-peptide 0.9 ng/mL, lower by 0.3 ng/mL than on January 30, 2025.",
    "C-peptide is down: 0.3 nmol/L.",
  ])("%s", (text) => {
    expect(said(text)).toEqual([])
  })

  test("though a bound of its range, or the value itself, comes to the same in that unit", () => {
    // 18.1 pg/mL are 23.3 pmol/L, and 0.3 nmol/L are 0.9 ng/mL.
    expect(said("Free T4 of 18.1 pg/mL is in range (10.3 to 23.2).")).toContain("18.1 pg/mL")
    expect(said("C-peptide 0.9 ng/mL, lower by 0.3 nmol/L than on January 30, 2025.")).toContain(
      "0.3 nmol/L",
    )
  })
})
