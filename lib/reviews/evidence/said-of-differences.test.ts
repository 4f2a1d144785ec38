import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"

const sources = {
  biomarkers: [
    {
      name: "Hemoglobin",
      value: 12.1,
      unit: "g/dL",
      low: 13.2,
      high: 17.1,
      previous: [{ value: 13.4, day: "2026-05-29" }],
    },
    {
      name: "Sodium",
      value: 131,
      unit: "mmol/L",
      low: 134,
      high: 145,
      previous: [{ value: 138, day: "2026-03-02" }],
    },
    { name: "TPO Antibodies", value: 214, unit: "IU/mL", high: 9 },
    { name: "PSA, Total", value: 4.7, unit: "ng/mL", high: 4 },
    { name: "PSA, Free", value: 0.66, unit: "ng/mL" },
    { name: "LDL Cholesterol", value: 3.1, unit: "mmol/L", high: 3 },
    { name: "HbA1c", value: 44, unit: "mmol/mol", high: 41 },
  ],
  sourceText: "Collected: 2026-11-02\nDOB: 1959-04-01",
  documentPages: [],
  client: { name: "Joan Hall", birthDate: "1959-04-01" },
}

/** What is said of a place of a text; null: nothing. */
const verdictOf = (text: string, place: string) => {
  const at = text.indexOf(place)
  const found = checkEvidence(text, sources).find(
    ({ start, end }) => start < at + place.length && end > at,
  )
  return found?.verdict ?? null
}

test.each([
  ["Hgb 12.1 g/dL, down 1.3 from 13.4 on 2026-05-29.", "1.3", "supported"],
  ["Hgb 12.1 g/dL, up 1.3 from 13.4 on 2026-05-29.", "1.3", "contradicted"],
  ["Hemoglobin is 12.1, 1.3 g/dL (about 10%) lower than last time.", "1.3 g/dL", "supported"],
  ["Hemoglobin is 12.1, 1.3 g/dL (about 10%) higher than last time.", "1.3 g/dL", "contradicted"],
  ["Sodium is 131 mmol/L; it has slipped 7 mmol/L since March.", "7 mmol/L", "supported"],
  ["Sodium is 131 mmol/L; it has slipped 9 mmol/L since March.", "9 mmol/L", "contradicted"],
  ["Sodium was 138 in March and slipped to 131 mmol/L.", "131", "supported"],
])("the size of a change goes the way that is said: %s", (text, place, verdict) => {
  expect(verdictOf(text, place)).toBe(verdict)
})

test.each([
  ["TPO antibodies are 214 IU/mL, more than twenty times the cutoff.", "twenty", "supported"],
  ["TPO antibodies are 214 IU/mL, more than thirty times the cutoff.", "thirty", "not-found"],
  ["TPO antibodies are 214 IU/mL, more than twice the cutoff.", "twice", null],
])("more than so many times is no exact number: %s", (text, place, verdict) => {
  expect(verdictOf(text, place)).toBe(verdict)
})

test.each([
  ["PSA is within what the laboratory quotes for men; you are 67.", "67", "supported"],
  ["eGFR is good for a woman of 67.", "67", "supported"],
  ["eGFR is good for a woman of 57.", "57", "contradicted"],
])("years are held against the birth date and against no marker: %s", (text, place, verdict) => {
  expect(verdictOf(text, place)).toBe(verdict)
})

test.each([
  ["Targets: LDL under 1.8; HbA1c under 42.", "1.8"],
  ["Targets: LDL under 1.8; HbA1c under 42.", "42"],
  ["We are hoping for a hemoglobin above 13.", "13"],
  ["Expect Hgb above 13 by February.", "13"],
])("what is wanted is a goal that no source has, and contradicts nothing: %s", (text, place) => {
  expect(verdictOf(text, place)).toBe("not-found")
})

test("a marker and its free part are two", () => {
  expect(verdictOf("PSA 4.7 ng/mL. Free PSA 0.66 ng/mL.", "0.66")).toBe("supported")
  expect(verdictOf("PSA 4.7 ng/mL. Free PSA 4.7 ng/mL.", "Free PSA 4.7")).not.toBeNull()
})
