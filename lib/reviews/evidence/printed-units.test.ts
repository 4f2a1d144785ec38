import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"

/** What is said of a number in a draft, held against one entry of the pipeline's list. */
const verdictOf = (
  marker: { name: string; value: number; unit: string },
  text: string,
  number: string,
) =>
  checkEvidence(text, {
    biomarkers: [marker],
    sourceText: "",
    documentPages: [],
    client: { name: null, birthDate: null },
  }).find(({ start, end }) => text.slice(start, end).includes(number))?.verdict

test.each([
  ["LDL Cholesterol", 131, "mg/dL (calc)", "LDL is 131 mg/dL."],
  ["LDL Cholesterol", 131, "mg/dL calc", "LDL is 131 mg/dL."],
  ["LDL Cholesterol", 131, "mg/100 mL", "LDL is 131 mg/dL."],
  ["Ferritin", 210, "(ng/mL)", "Ferritin is 210 ng/mL."],
  ["Ferritin", 210, "ng/mL.", "Ferritin is 210 ng/mL."],
  ["Hemoglobin A1c", 5.6, "% of total Hgb", "A1c is 5.6 %."],
  ["Hemoglobin A1c", 5.6, "% (NGSP)", "A1c is 5.6 %."],
  ["RDW", 13.1, "% (CV)", "RDW is 13.1 %."],
  ["Hemoglobin", 14.1, "gm/dL", "Hemoglobin is 14.1 g/dL."],
  ["Hemoglobin", 14.1, "g/dL", "Hemoglobin is 14.1 gm/dL."],
  ["ALT", 31, "Units/L", "ALT is 31 U/L."],
  ["ALT", 31, "U/L", "ALT is 31 units/L."],
  ["TSH", 2.1, "m[IU]/L", "TSH is 2.1 mIU/L."],
  ["eGFR", 88, "mL/min/{1.73_m2}", "eGFR is 88 mL/min/1.73 m²."],
  ["Platelets", 250, "x10(9)/L", "Platelets are 250 K/uL."],
  ["Platelets", 250, "bil/L", "Platelets are 250 x10^9/L."],
  ["Hematocrit", 0.42, "L/L", "Hematocrit is 0.42 L/L."],
])("%s %d, printed in %s, bears out: %s", (name, value, unit, text) => {
  expect(verdictOf({ name, value, unit }, text, String(value))).toBe("supported")
})

test.each([
  ["LDL Cholesterol", 131, "mg/dL (calc)", "LDL is 113 mg/dL.", "113"],
  ["LDL Cholesterol", 131, "mg/dL (calc)", "LDL is 131 mmol/L.", "131"],
  ["Hemoglobin A1c", 5.6, "% of total Hgb", "A1c is 6.5 %.", "6.5"],
  ["Platelets", 250, "x10(9)/L", "Platelets are 250 /uL.", "250"],
  ["TSH", 2.1, "m[IU]/L", "TSH is 2.1 IU/L.", "2.1"],
  ["ALT", 31, "Units/L", "ALT is 31 U/mL.", "31"],
])("%s %d, printed in %s, contradicts: %s", (name, value, unit, text, number) => {
  expect(verdictOf({ name, value, unit }, text, number)).toBe("contradicted")
})

test.each([
  ["Insulin", 12.3, "uIU/mL", "Insulin is 73.8 pmol/L.", "supported"],
  ["Hematocrit", 0.42, "L/L", "Hematocrit is 42 %.", "supported"],
  ["Hematocrit", 0.42, "L/L", "Hematocrit is 24 %.", "contradicted"],
  ["Insulin", 12.3, "uIU/mL", "Insulin is 85 pmol/L.", "supported"],
  ["Insulin", 85, "pmol/L", "Insulin is 12.2 µIU/mL.", "supported"],
  ["Insulin", 12.3, "uIU/mL", "Insulin is 73800 pmol/L.", "contradicted"],
  ["C-Peptide", 2, "ng/mL", "C-peptide is 0.66 nmol/L.", "supported"],
  ["PTH, Intact", 40, "pg/mL", "PTH is 4.2 pmol/L.", "supported"],
  ["PTH, Intact", 40, "pg/mL", "PTH is 42 pmol/L.", "contradicted"],
])("%s %d %s: %s is %s, by the factor between the units", (name, value, unit, text, verdict) => {
  const number = /(?<= )[\d.,]+(?= )/.exec(text)?.[0] ?? ""
  expect(verdictOf({ name, value, unit }, text, number)).toBe(verdict)
})
