import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import type { EvidenceSources } from "./types.ts"

const SOURCES: EvidenceSources = {
  biomarkers: [
    {
      name: "LDL Cholesterol",
      value: 131,
      unit: "mg/dL",
      low: 0,
      high: 100,
      previous: [{ value: 65, day: "2026-01-10" }],
    },
    { name: "HDL Cholesterol", value: 99, unit: "mg/dL", low: 40, high: 100 },
    {
      name: "Hemoglobin A1c",
      value: 4.7,
      unit: "%",
      previous: [{ value: 5.5, day: "2026-01-10" }],
    },
    { name: "ALT", value: 64, unit: "U/L", low: 6, high: 32 },
  ],
  sourceText: "",
  documentPages: [],
  client: { name: null, birthDate: null },
}

/** Verdicts of everything said but the markers' names. */
const verdicts = (text: string) =>
  checkEvidence(text, SOURCES).flatMap(({ kind, verdict, start, end }) =>
    kind === "marker" ? [] : [`${verdict} ${text.slice(start, end)}`],
  )

test.each([
  ["LDL is between 120 and 140.", "supported 120 and 140"],
  ["LDL is between 120 and 140 mg/dL.", "supported 120 and 140 mg/dL"],
  ["LDL lies somewhere between 120 and 140 mg/dL.", "supported 120 and 140 mg/dL"],
  ["LDL is 120 to 140 mg/dL.", "supported 120 to 140 mg/dL"],
  ["LDL is between 140 and 160 mg/dL.", "contradicted 140 and 160 mg/dL"],
  // The range of the report, and false all the same of the value.
  ["LDL is between 0 and 100 mg/dL.", "contradicted 0 and 100 mg/dL"],
  ["HDL is between 40 and 100 mg/dL.", "supported 40 and 100 mg/dL"],
  ["The normal LDL is between 120 and 140 mg/dL.", "contradicted 120 and 140 mg/dL"],
  ["The reference range of LDL is between 120 and 140.", "contradicted 120 and 140"],
  ["LDL was 131 mg/dL (120-140).", "contradicted 120-140"],
])("a span that is said to hold the value, not to be its range: %s", (text, verdict) => {
  expect(verdicts(text)).toContain(verdict)
})

test.each([
  ["LDL is ninety-nine.", "contradicted ninety-nine"],
  ["HDL is ninety-nine.", "supported ninety-nine"],
  ["LDL of one hundred and thirty-one is high.", "supported one hundred and thirty-one"],
  ["LDL is one thirty-one.", "supported one thirty-one"],
  ["LDL is one forty.", "contradicted one forty"],
  ["LDL was fifty, and HDL ninety-nine mg/dL.", "contradicted fifty"],
  ["LDL is ١٣١ mg/dL.", "supported ١٣١ mg/dL"],
  ["LDL is ١٤١ mg/dL.", "contradicted ١٤١ mg/dL"],
  ["LDL is १३१ mg/dL.", "supported १३१ mg/dL"],
  ["LDL is ¹³⁰ mg/dL.", "contradicted ¹³⁰ mg/dL"],
  ["LDL is １３０ mg/dL.", "contradicted １３０ mg/dL"],
  ["LDL is 𝟏𝟑𝟎 mg/dL.", "contradicted 𝟏𝟑𝟎 mg/dL"],
  ["LDL is ١٣١٫٠ mg/dL.", "supported ١٣١٫٠ mg/dL"],
])("numbers in words and in other digits: %s", (text, verdict) => {
  expect(verdicts(text)).toContain(verdict)
})

test.each([
  "LDL is one of the high ones.",
  "LDL is one thing to talk about.",
  "HDL is one reason to be glad.",
  "LDL is two steps away from its range.",
])("number words that say no value are left alone: %s", (text) => {
  expect(verdicts(text).filter((one) => one.startsWith("contradicted"))).toEqual([])
})

test.each([
  ["LDL is 60 points above the limit.", "contradicted 60"],
  ["LDL is 31 points above the limit.", "supported 31"],
  ["LDL is 31 points over its upper limit.", "supported 31"],
  ["LDL is up 66 points.", "supported 66"],
  ["LDL rose by 40 points since January.", "contradicted 40"],
  ["LDL tripled.", "contradicted tripled"],
  ["LDL doubled since January.", "supported doubled"],
  ["LDL has more than doubled.", "supported doubled"],
  ["LDL has nearly tripled since January.", "contradicted tripled"],
  ["LDL was halved.", "contradicted halved"],
  ["A1c – moved −15 % to 4.7.", "supported −15 %"],
  ["A1c: 4.7% (-15%)", "supported -15%"],
  ["A1c – moved −45 % to 4.7.", "contradicted −45 %"],
  ["HDL doubled.", "not-found doubled"],
  ["ALT is twice the upper limit.", "supported twice"],
  ["ALT is triple the upper limit.", "contradicted triple"],
  ["ALT is double the limit of 32 U/L.", "supported double"],
])("factors and points: %s", (text, verdict) => {
  expect(verdicts(text)).toContain(verdict)
})

test.each([
  "The dose was doubled, and LDL fell.",
  "He doubled his fiber for LDL.",
  "LDL is checked twice a year.",
  "Take it twice daily, which may lower LDL.",
])("factors that are said of no marker are left alone: %s", (text) => {
  expect(verdicts(text).filter((one) => /doubled|twice/.test(one))).toEqual([])
})

test.each([
  ["Mara Dune, age 42.", "supported 42"],
  ["AGE\t90", "contradicted 90"],
])("an age behind its word: %s", (text, verdict) => {
  const born = { name: "Mara Dune", birthDate: "1984-05-08" }
  const findings = checkEvidence(text, {
    ...SOURCES,
    sourceText: "Collected: 2026-09-12",
    client: born,
  })
  expect(
    findings.map(({ verdict: one, start, end }) => `${one} ${text.slice(start, end)}`),
  ).toContain(verdict)
})
