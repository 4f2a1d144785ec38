import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import type { EvidenceSources } from "./types.ts"

const of = (sourceText: string): EvidenceSources => ({
  biomarkers: [{ name: "LDL Cholesterol", value: 131, unit: "mg/dL", low: 0, high: 100 }],
  sourceText,
  documentPages: [],
  client: { name: "Mara Dune", birthDate: null },
})
const VITALS = of(
  "Blood pressure 120/80 mmHg. Weight 150 lb. Pulse 60 bpm. Temp 98.6 F. SpO2 98 %\nGrip time trial 42 watts. Bend test: 31 cm.\nWaist (previous 36 inches) 34 inches",
)

/** Verdicts of everything said but the markers' names, and what was not compared. */
const verdicts = (text: string, sources = VITALS) =>
  checkEvidence(text, sources).flatMap(({ kind, verdict, start, end }) =>
    kind === "marker" || verdict === "not-compared" ? [] : [`${verdict} ${text.slice(start, end)}`],
  )

test.each([
  ["Blood pressure was 180/110 mmHg.", ["contradicted 180/110 mmHg"]],
  ["Weight was 210 lb.", ["contradicted 210 lb"]],
  ["Pulse was 120 bpm.", ["contradicted 120 bpm"]],
  ["BP 180/110.", ["contradicted 180/110"]],
  ["Her resting heart rate is 120.", ["contradicted 120"]],
  [
    "She weighs 210 pounds, and LDL is 131 mg/dL.",
    ["contradicted 210 pounds", "supported 131 mg/dL"],
  ],
  [
    "LDL is 131 mg/dL and blood pressure 120/90 mmHg.",
    ["supported 131 mg/dL", "contradicted 120/90 mmHg"],
  ],
  ["Systolic pressure was 130 mmHg.", ["contradicted 130 mmHg"]],
  ["Pulse was one hundred and twenty bpm.", ["contradicted one hundred and twenty bpm"]],
  ["Waist was 36 inches.", ["contradicted 36 inches"]],
  ["Bend test was 13 cm.", ["contradicted 13 cm"]],
  ["Blood pressure is 180 over 110.", ["contradicted 180 over 110"]],
  ["Her blood pressure is excellent at 118/76.", ["contradicted 118/76"]],
  ["Blood pressure of 120/8.0 mmHg.", ["contradicted 120/8.0 mmHg"]],
  ["Blood pressure 120/800.", ["contradicted 120/800"]],
  ["Body weight 150 pounds (6.80 kg)", ["supported 150 pounds", "contradicted 6.80 kg"]],
])("a value that the sources tell otherwise is contradicted: %s", (text, expected) => {
  expect(verdicts(text)).toEqual(expected)
})

test.each([
  [
    "Blood pressure was 120/80 mmHg, weight 150 lb and pulse 60 bpm.",
    ["120/80 mmHg", "150 lb", "60 bpm"],
  ],
  ["A pulse of 60 and a weight of 68 kg.", ["60", "68 kg"]],
  ["Weight: 150 lb | BP: 120 / 80 mm Hg", ["150 lb", "120 / 80 mm Hg"]],
  ["Systolic blood pressure of 120 mmHg, diastolic 80 mmHg.", ["120 mmHg", "80 mmHg"]],
  ["Temperature was 37 °C, oxygen saturation 98%.", ["37 °C", "98%"]],
  ["Her waist went from 36 to 34 inches.", ["36", "34 inches"]],
  ["At 150 lb, weight is unchanged.", ["150 lb"]],
  ["Her pulse is around 60 bpm.", ["60 bpm"]],
  ["Her pulse lies between 55 and 65 bpm.", ["55 and 65 bpm"]],
  ["Bend test was 31 cm.", ["31 cm"]],
  ["Blood pressure is 120 over 80.", ["120 over 80"]],
  ["Blood pressure averaged 120/80 over 2 weeks.", ["120/80"]],
  ["Her waist dropped 2 inches.", ["2 inches"]],
  ["A pulse of 60 is normal.", ["60"]],
  ["Pulse (60 bpm) was taken as well.", ["60 bpm"]],
  ["Waist 34 inches (86.4 cm)", ["34 inches", "86.4 cm"]],
  ["At 98 %, oxygen saturation is for the physician to judge.", ["98 %"]],
])("a value that the sources tell is supported: %s", (text, expected) => {
  expect(verdicts(text)).toEqual(expected.map((one) => `supported ${one}`))
})

test.each([
  ["VO2 max is 28 mL/kg/min.", ["not-found 28 mL/kg/min"]],
  ["VO2max of 28.", ["not-found 28"]],
  ["Visceral fat was 140 cm2.", ["not-found 140 cm2"]],
  ["It showed 140 cm².", ["not-found 140 cm²"]],
  ["BMI is 31.", ["not-found 31"]],
  ["Her weight dropped 5 lb since the last visit.", ["not-found 5 lb"]],
  ["Weight has come down from 160 to 150 lb.", ["not-found 160", "supported 150 lb"]],
  ["The course was 12 miles.", ["not-found 12 miles"]],
  ["Blood pressure above 140/90 mmHg is called hypertension.", ["not-found 140/90 mmHg"]],
])("a value that no source tells is not found: %s", (text, expected) => {
  expect(verdicts(text)).toEqual(expected)
})

test("a pipeline's own entries count as well, and the earlier ones of theirs", () => {
  const listed: EvidenceSources = {
    ...of(""),
    biomarkers: [
      { name: "Blood Pressure", value: "120/80", unit: "mmHg" },
      {
        name: "Weight",
        value: 150,
        unit: "lb",
        previous: [{ value: 160, day: "2026-01-10" }],
      },
    ],
  }
  expect(
    verdicts("Blood pressure was 120/80 mmHg, weight 150 lb, previously 160 lb.", listed),
  ).toEqual(["supported 120/80 mmHg", "supported 150 lb", "supported 160 lb"])
  expect(verdicts("Blood pressure was 120/90 mmHg, weight 160 lb.", listed)).toEqual([
    "contradicted 120/90 mmHg",
    "contradicted 160 lb",
  ])
})

test.each([
  "Aim for a weight of 140 lb and keep blood pressure under 130/80 mmHg.",
  "Lose 10 lb before the next visit.",
  "Take 1000 mg of fish oil daily; walk 3 miles a day.",
  "Her triglycerides, weight and 3 other things were talked about.",
  "Weight training 3 times a week helps LDL.",
  "Recheck blood pressure in 2 weeks.",
  "If weight exceeds 170 lb, call us.",
  "Vitamin D 2000 IU was started.",
  "A pulse of 55 bpm should be the goal.",
  "Losing 5 to 10 lb would help.",
])("advice, doses and spans of time are not compared: %s", (text) => {
  expect(verdicts(text)).toEqual([])
})

test("a loss of weight is no value of a marker that stands near", () => {
  expect(verdicts("Losing 10 lb may lower LDL.")).toEqual([])
  expect(verdicts("LDL fell after she carried 10 kg.")).not.toContain("contradicted 10 kg")
})

test("a share of an hour is no heart rate", () => {
  expect(verdicts("The rate went from 9 mm/hr to 3.")).toEqual(["not-found 9 mm/hr"])
})

test("a heading's unit is that of the number behind it", () => {
  const chart = of("Wt (kg): 70\nBMI (kg/m2): 30.1\nOxygen saturation (%): 96")
  expect(
    verdicts("Weight was 70 kg, BMI 30.1 kg/m², oxygen saturation 96%. A weight of 70 lb.", chart),
  ).toEqual(["supported 70 kg", "supported 30.1 kg/m²", "supported 96%", "contradicted 70 lb"])
  // A chart's saturation is no marker of the blood, and is not counted as one.
  expect(
    verdicts("All 1 markers were high.", {
      ...chart,
      biomarkers: [],
      sourceText: `LDL 131 mg/dL (0 - 100)\n${chart.sourceText}`,
    }),
  ).not.toContain("not-found 1")
})
