import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import type { EvidenceSources } from "./types.ts"

const DAY = "2025-01-15"
const SOURCES: EvidenceSources = {
  biomarkers: [
    { name: "ALT", value: 31, unit: "IU/L", low: 9, high: 46, previous: [{ value: 51, day: DAY }] },
    { name: "AST", value: 24, unit: "IU/L", low: 10, high: 35 },
    { name: "Sodium", value: 139, unit: "mmol/L", low: 135, high: 145 },
    { name: "Potassium", value: 4.3, unit: "mmol/L", low: 3.5, high: 5.1 },
    { name: "eGFR", value: 91, unit: "mL/min/1.73m2", low: 60 },
    { name: "Calcium", value: 10.1, unit: "mg/dL", low: 8.6, high: 10.2 },
    {
      name: "Free T4",
      value: 0.88,
      unit: "ng/dL",
      low: 0.82,
      high: 1.77,
      previous: [{ value: 1.02, day: DAY }],
    },
    { name: "PSA", value: 0.9, unit: "ng/mL", high: 4, previous: [{ value: 0.8, day: DAY }] },
    {
      name: "Ferritin",
      value: 27,
      unit: "ng/mL",
      low: 16,
      high: 154,
      previous: [{ value: 52, day: DAY }],
    },
    { name: "Iron, Total", value: 96, unit: "mcg/dL", low: 40, high: 190 },
    { name: "Red Blood Cell Count", value: 4.6, unit: "Million/uL", low: 3.8, high: 5.1 },
    { name: "RDW", value: 17.8, unit: "%", low: 11, high: 15 },
    { name: "Cholesterol, Total", value: 258, unit: "mg/dL", high: 200 },
    { name: "Apolipoprotein B", value: 127, unit: "mg/dL", high: 130 },
    {
      name: "Vitamin D, 25-OH",
      value: 24,
      unit: "ng/mL",
      low: 30,
      high: 100,
      previous: [{ value: 19, day: DAY }],
    },
    { name: "Complement C3", value: 138, unit: "mg/dL", low: 90, high: 180 },
    { name: "Rheumatoid Factor", value: 8, unit: "IU/mL", high: 14 },
  ],
  sourceText: "",
  documentPages: [],
  client: { name: "Marcus Bellamy", birthDate: null },
}

const open = (text: string) =>
  checkEvidence(text, SOURCES).flatMap(({ verdict, start, end, message }) =>
    verdict === "supported" ? [] : [`${verdict} ${text.slice(start, end)}: ${message}`],
  )

// How people and models write what is true of these sources.
test.each([
  "Renal: eGFR 91, Na 139 mmol/L, K 4.3 mmol/L.",
  "RF 8 IU/mL; C3 138 mg/dL is not reduced.",
  "On the liver side, ALT has settled at 31 IU/L (it was 51) and is no longer raised.",
  "ALT was above its limit at 51 IU/L; today it is 31 IU/L.",
  "ALT is 31 IU/L. It was 51 before, which was high.",
  "ALT 31 IU/L, lower than 51 IU/L, and AST 24 IU/L.",
  "The AST to ALT ratio is under 1.",
  "Calcium, 10.1 mg/dL, is near the top but hasn't crossed the 10.2 line.",
  "Calcium of 10.1 mg/dL lies just under the 10.2 mg/dL upper limit.",
  "You are under the upper limit of 46 with an ALT of 31 IU/L.",
  "Free T4 has not fallen below range.",
  "PSA is 0.9 ng/mL, essentially unchanged from 0.8.",
  "Ferritin has nearly halved since 15 Jan 2025, from 52 to 27 ng/mL.",
  "Iron, RDW and ferritin came next. Ferritin, the iron in storage, was fuller at 52 ng/mL and is down to 27 ng/mL.",
  "RDW, which measures how much red cells vary in size, is 17.8%.",
  "Red cells are smaller than they should be.",
  "TSH was not part of it, and does not explain the high cholesterol.",
  "ApoB is 127 mg/dL (optimal below 130).",
  "Vitamin D\nStill low: 24 ng/mL, compared with 19 ng/mL on January 15, 2025.",
  "Hold vitamin D at 2,000 IU, magnesium glycinate 300 mg before bed.",
  "ALT 31 IU/L, AST 24 IU/L, calcium 10.1 mg/dL: every one in range.",
  "Ferritin 27 ng/mL, calcium 10.1 mg/dL. All within range.",
  "| Liver | ALT 31 IU/L | not available | Normal |",
  "A cystatin C test would settle the question.",
  "Food calcium of around 1,000 mg is fine.",
  "I do not see a fall in eGFR.",
  "ALT has been topped down from 51 to 31 IU/L.",
  "RDW is out of range, and everything else of the blood count is fine.",
  "| Marker | Now | Jan 15, 2025 | Lab range |\n|---|---|---|---|\n| ALT | 31 IU/L | 51 | 9–46 |",
  "| | Jan 15, 2025 | Latest |\n|---|---|---|\n| ALT, IU/L | 51 | 31 |",
  "ALT went 51 → 31 IU/L.",
  "Cells of immunity: the complement fraction C3 is 138 mg/dL.",
  "Ferritin, the storage form of iron, fell from 52 to 27 ng/mL. It is still in range.",
  "Do not worry about ferritin. It nearly halved, from 52 to 27 ng/mL.",
  "ALT, AST and calcium: all three are fine. Sodium was 139 mmol/L, six below the upper limit.",
  "Vitamin D has been low since 2023.",
  "ALT had been above range; it is 31 IU/L now.",
  "At 10.1 mg/dL calcium is one tenth shy of its cutoff.",
  "# 🧬 Longevity Snapshot\n\nALT is 31 IU/L.",
  "Abnormal (1/17): RDW 17.8%.",
  "5. Counsel Marcus on hydration.",
  "All the best,\nNora Field, NP",
  "With thanks,\nHelen Choi",
  "Dear Colleague, ALT is 31 IU/L.",
  '"First, the good news: ALT is 31 IU/L."',
])("%s", (text) => {
  expect(open(text)).toEqual([])
})

// And what is not.
test.each([
  ["Renal: eGFR 91, Na 193 mmol/L, K 4.3 mmol/L.", "193 mmol/L"],
  ["ALT has settled at 31 IU/L (it was 15).", "15"],
  ["ALT was 51 IU/L.", "51 IU/L"],
  ["| Free T4 | 1.02 ng/dL | 0.82–1.77 | 0.88 | Normal |", "1.02 ng/dL"],
  ["Free T4 has fallen below range.", "below range"],
  ["| Marker | Now | Jan 15, 2025 |\n|---|---|---|\n| ALT | 51 IU/L | 31 |", "51 IU/L"],
  ["| | Jan 15, 2025 | Latest |\n|---|---|---|\n| ALT, IU/L | 31 | 51 |", "51"],
  ["ALT went 31 → 51 IU/L.", "31"],
  ["Ferritin is 27 ng/mL and vitamin D 24 ng/mL. Each is below range.", "below range"],
  ["Ferritin is 27 ng/mL. You are also anemic: calcium is 10.1 mg/dL.", "anemic"],
  ['"Stanley, keep going," is what to say.', "Stanley"],
  ["When you phone Danielle, lead with ALT.", "Danielle"],
  ["Megan may feel judged.", "Megan"],
  ["PSA is 0.9 ng/mL, down from 0.8.", "down"],
  ["Your high calcium stands out.", "high"],
  ["RDW, which measures how red cells vary, is 18.7%.", "18.7%"],
  ["Vitamin D\nNormal: 24 ng/mL.", "Normal"],
  ["Vitamin D of 24 mg is low.", "24 mg"],
  ["ALT has barely budged: 51 to 31 IU/L.", "barely budged"],
  ["AST is 24 IU/L and ALT 31 IU/L. There are signs of liver damage.", "signs of liver damage"],
  ["Calcium is 10.1 mg/dL, so there is hypercalcemia.", "is hypercalcemia"],
  ["5. Counsel Terrence on hydration.", "Terrence"],
  ["Until then, Bilal, keep up the good work.", "Bilal"],
  ["## Recommendations for Yolanda\n\nMore sleep.", "Yolanda"],
  ["Ngozi,\n\nYour ALT is 31 IU/L.", "Ngozi"],
  ["Nadia Bellamy has an ALT of 31 IU/L.", "Nadia Bellamy"],
])("%s: %s is wrong", (text, wrong) => {
  const findings = open(text)
  expect(findings.some((finding) => finding.includes(` ${wrong}: `))).toBe(true)
})
