import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { isOpen } from "./testing/open.ts"
import type { EvidenceSources } from "./types.ts"

const SOURCES: EvidenceSources = {
  biomarkers: [
    { name: "Glucose", value: 87, unit: "mg/dL", low: 70, high: 99 },
    { name: "TSH", value: 6.1, unit: "mIU/L", low: 0.4, high: 4.5 },
    { name: "Ferritin", value: 146, unit: "ng/mL", low: 30, high: 400 },
    { name: "Insulin", value: 8, unit: "µIU/mL" },
  ],
  sourceText: "",
  documentPages: [],
  client: { name: null, birthDate: null },
}

const open = (text: string) =>
  checkEvidence(text, SOURCES)
    .filter(isOpen)
    .flatMap(({ kind, verdict, start, end }) =>
      kind === "marker" ? [] : [`${verdict} ${text.slice(start, end)}`],
    )

// A condition is read out of a value that lies in range; with its negation, nothing is said.
test.each([
  ["Glucose of 87 mg/dL does not indicate hypoglycemia.", "not ", "indicate hypoglycemia"],
  [
    "A glucose of 87 mg/dL gives no indication of hypoglycemia.",
    "no ",
    "indication of hypoglycemia",
  ],
  [
    "There is no evidence of iron deficiency (ferritin 146 ng/mL).",
    "no ",
    "evidence of iron deficiency",
  ],
  ["* Ferritin 146 ng/mL: no sign of iron deficiency", "no ", "sign of iron deficiency"],
  [
    "Your ferritin, at 146 ng/mL, doesn't suggest iron deficiency.",
    "n't",
    "suggest iron deficiency",
  ],
  ["Ferritin is 146 ng/mL; iron overload not suspected.", "not ", "iron overload suspected"],
  [
    "Glucose 87 mg/dL does not point to reduced kidney function.",
    "not ",
    "point to reduced kidney function",
  ],
  [
    "With a glucose of 87 mg/dL, impaired fasting glucose is not likely.",
    "not ",
    "impaired fasting glucose is likely",
  ],
])("%s", (text, negation, claim) => {
  expect(open(text)).toEqual([])
  expect(open(text.replace(negation, ""))).toEqual([`not-found ${claim}`])
})

test("a value on the other side contradicts what only a low or a high one may mean", () => {
  expect(open("A TSH of 6.1 mIU/L suggests hypothyroidism.")).toEqual([])
  expect(
    checkEvidence("A glucose of 120 mg/dL may be high. It suggests hypoglycemia.", {
      ...SOURCES,
      biomarkers: [{ name: "Glucose", value: 120, unit: "mg/dL", low: 70, high: 99 }],
    }).map(({ verdict }) => verdict),
  ).not.toContain("contradicted")
  expect(
    checkEvidence("A glucose of 120 mg/dL suggests hypoglycemia.", {
      ...SOURCES,
      biomarkers: [{ name: "Glucose", value: 120, unit: "mg/dL", low: 70, high: 99 }],
    }).flatMap(({ kind, verdict, message }) =>
      kind === "direction" ? [`${verdict} ${message}`] : [],
    ),
  ).toEqual([
    "contradicted Glucose is 120 mg/dL, above the report's range: the sources do not bear out “hypoglycemia”.",
  ])
})

test.each([
  "TSH of 6.1 mIU/L suggests an underactive thyroid.",
  "Low ferritin can indicate iron deficiency; hers is 146 ng/mL.",
  "If glucose falls, it may mean hypoglycemia.",
  "Does a glucose of 87 mg/dL mean prediabetes?",
  "A glucose of 87 mg/dL rules out prediabetes.",
  "A glucose of 87 mg/dL suggests good control.",
  "Insulin of 8 µIU/mL suggests insulin resistance.",
  "Ferritin is 146 ng/mL. We support people with diabetes, too.",
  "Watch for signs of hypoglycemia such as shaking.",
])("what claims nothing that a value refutes: %s", (text) => {
  expect(open(text)).toEqual([])
})
