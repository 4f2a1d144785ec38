import { describe, expect, test } from "vitest"
import { criticalValues } from "../critical.ts"
import { caseOf } from "../evidence-corpus/case.ts"
import { COMMITTED_SEED } from "../evidence-corpus/corpus.ts"
import { statedValues } from "./stated-values.ts"

const critical = (text: string) =>
  criticalValues(statedValues(text)).map(({ name, value, unit, side }) =>
    [name, value, unit, side].join(" "),
  )

describe("critical values that a text states by itself", () => {
  test.each([
    ["Potassium is 6.9 mmol/L, call today.", ["Potassium 6.9 mmol/L high"]],
    ["Her glucose came back at 512 mg/dL.", ["glucose 512 mg/dL high"]],
    ["Glucose of 512 mg/dL.", ["Glucose 512 mg/dL high"]],
    ["Sodium (112 mmol/L) is very low.", ["Sodium 112 mmol/L low"]],
    ["Potassium: 2.1 mEq/L\nSodium: 139 mEq/L", ["Potassium 2.1 mEq/L low"]],
    ["Hemoglobin was 5.1 g/dL; ferritin 4 ng/mL.", ["Hemoglobin 5.1 g/dL low"]],
    ["Potassium dropped to 2.1 mmol/L.", ["Potassium 2.1 mmol/L low"]],
    ["Potassium rose to 6.9 mmol/L.", ["Potassium 6.9 mmol/L high"]],
    ["Triglycerides 1,450 mg/dL", ["Triglycerides 1450 mg/dL high"]],
  ])("%j", (text, expected) => {
    expect(critical(text)).toEqual(expected)
  })

  test.each([
    "Potassium is 4.2 mmol/L.",
    "Potassium is 69.",
    "Take potassium 40 mEq daily and 500 mg of sodium.",
    "Call us when glucose is above 500 mg/dL.",
    "Reference range for glucose: 70 to 500 mg/dL.",
    "Called at 512, left a message about her glucose.",
    "Glucose monitor ordered on 12/01/2026, 512 in stock.",
    "Paid 512 for the panel. Sodium and potassium are fine.",
    "Her hemoglobin A1c is down roughly 10 % on last time.",
    "Hgb lost 0.8 g/dL (12.3 then, 11.5 now).",
    "Delta potassium: +0.5 mmol/L since February.",
    "",
  ])("none in %j", (text) => {
    expect(critical(text)).toEqual([])
  })

  test("hardly ever in true drafts about reports that have none", () => {
    const wrong = Array.from({ length: 300 }, (_, index) => caseOf(COMMITTED_SEED, index))
      .filter(({ sources }) => criticalValues(sources.biomarkers).length === 0)
      .flatMap(({ text }) => critical(text))
    expect(wrong.length).toBeLessThanOrEqual(3)
  })
})
