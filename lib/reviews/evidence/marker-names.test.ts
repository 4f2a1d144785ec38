import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { markerIdOf } from "./lexicon.ts"
import { KNOWN_MARKERS } from "./marker-names.ts"

test.each([
  ["SHBG", "Sex Horm Binding Glob, Serum"],
  ["LDH", "LD"],
  ["Lactate dehydrogenase", "LDH, TOTAL"],
  ["ESR", "SED RATE BY MODIFIED WESTERGREN"],
  ["sedimentation rate", "Sedimentation Rate-Westergren"],
  ["UACR", "Microalb/Creat Ratio"],
  ["urine albumin-to-creatinine ratio", "ALBUMIN/CREATININE RATIO, RANDOM URINE"],
  ["red cell magnesium", "MAGNESIUM, RBC"],
  ["morning cortisol", "Cortisol - AM"],
  ["CoQ10", "Coenzyme Q10, Total"],
  ["E2", "Estradiol, Sensitive"],
  ["free thyroxine", "T4,Free(Direct)"],
  ["FT3", "Triiodothyronine (T3), Free"],
  ["IGF-1", "Insulin-Like Growth Factor I"],
  ["parathyroid hormone", "PTH, Intact"],
  ["PSA", "Prostate Specific Ag, Serum"],
  ["total-to-HDL ratio", "Chol/HDLC Ratio"],
  ["iron saturation", "% SATURATION"],
  ["TIBC", "Iron Bind.Cap.(TIBC)"],
  ["zinc", "Zinc, Plasma or Serum"],
  ["25-hydroxyvitamin D", "VITAMIN D,25-OH,TOTAL,IA"],
  ["neutrophil count", "Neutrophils (Absolute)"],
  ["absolute eosinophils", "Eos (Absolute)"],
  ["lymphocyte count", "Lymphs (Absolute)"],
  ["anti-TPO", "Thyroid Peroxidase (TPO) Ab"],
  ["phosphate", "PHOSPHATE (AS PHOSPHORUS)"],
  ["fibrinogen", "FIBRINOGEN ACTIVITY, CLAUSS"],
  ["creatine kinase", "CK, TOTAL"],
  ["total protein", "Protein, Total"],
])("%s is printed as %s", (one, other) => {
  expect(markerIdOf(other)).toBe(markerIdOf(one))
  expect(markerIdOf(one)).not.toMatch(/^own /)
})

test("no name stands for two markers", () => {
  const owners = new Map<string, string>()
  for (const { id, names } of KNOWN_MARKERS) {
    for (const name of names.map((one) => one.replaceAll(",", ""))) {
      expect(`${name}: ${owners.get(name) ?? id}`).toBe(`${name}: ${id}`)
      owners.set(name, id)
    }
  }
})

const rows = (sourceText: string, text: string) =>
  checkEvidence(text, {
    biomarkers: [],
    sourceText,
    documentPages: [],
    client: { name: null, birthDate: null },
  }).map(({ verdict, start, end }) => `${verdict} ${text.slice(start, end)}`)

test("a bare name means the count or the share, whichever the report has", () => {
  const count = "Absolute Eosinophils 154 cells/uL 15-500"
  expect(rows(count, "Eosinophils are 154 cells/uL.")).toContain("supported 154 cells/uL")
  expect(rows(count, "Eosinophils are 145 cells/uL.")).toContain("contradicted 145 cells/uL")
  expect(rows("Eosinophils 2.1 %", "Eosinophils are 2.1 %.")).toContain("supported 2.1 %")
})

test("a heading does not take a marker's name away", () => {
  const source = "Blood sugar\nFasting glucose 102 mg/dL 70-99"
  expect(rows(source, "Glucose is 102 mg/dL.")).toContain("supported 102 mg/dL")
  expect(rows(source, "Glucose is 120 mg/dL.")).toContain("contradicted 120 mg/dL")
})
