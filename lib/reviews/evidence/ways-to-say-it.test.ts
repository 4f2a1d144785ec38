import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { isOpen } from "./testing/open.ts"
import type { EvidenceSources } from "./types.ts"

/** LDL is high and has risen, sodium low and has fallen, HDL and potassium lie in range and stand still. */
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
    {
      name: "Sodium",
      value: 130,
      unit: "mmol/L",
      low: 135,
      high: 146,
      previous: [{ value: 138, day: "2026-01-10" }],
    },
    {
      name: "HDL Cholesterol",
      value: 70,
      unit: "mg/dL",
      low: 40,
      high: 100,
      previous: [{ value: 70, day: "2026-01-10" }],
    },
    {
      name: "Potassium",
      value: 4.8,
      unit: "mmol/L",
      low: 3.5,
      high: 5.3,
      previous: [{ value: 4.8, day: "2026-01-10" }],
    },
  ],
  sourceText: "",
  documentPages: [],
  client: { name: null, birthDate: null },
}

/** What is judged of the words that stand between ⟦ and ⟧: the verdicts that touch them. */
function verdicts(marked: string): string[] {
  const start = marked.indexOf("⟦")
  const end = marked.indexOf("⟧") - 1
  const text = marked.replace(/[⟦⟧]/g, "")
  const touching = checkEvidence(text, SOURCES).filter(
    (finding) => finding.start < end && finding.end > start && finding.kind !== "marker",
  )
  return touching.map(({ verdict }) => verdict)
}

const open = (marked: string) =>
  checkEvidence(marked.replace(/[⟦⟧]/g, ""), SOURCES).flatMap((finding) =>
    !isOpen(finding) ? [] : [`${finding.verdict}: ${finding.message}`],
  )

// The words that are right, and what makes them wrong.
test.each([
  ["LDL: 131 mg/dL, ⟦increased⟧ (norm 0 – 100).", "decreased"],
  ["LDL with 131 mg/dL is ⟦pathologically increased⟧.", "pathologically decreased"],
  ["LDL with 131 mg/dL is ⟦not pathologically decreased⟧.", "not pathologically increased"],
  ["LDL ⟦exceeds⟧ the norm with 131 mg/dL.", "falls below"],
  ["Sodium ⟦falls below⟧ the norm with 130 mmol/L.", "exceeds"],
  ["Sodium, 130 mmol/L, ⟦short of⟧ the reference interval 135–146 mmol/L.", "in excess of"],
  ["LDL 131 ⟦hi⟧. HDL 70 nl.", "lo"],
  ["HDL 70 (40-100) ⟦nl⟧.", "hi"],
  ["Sodium ⟦lo⟧ @ 130.", "hi"],
  ["HDL ⟦wnl⟧ @ 70.", "lo"],
  ["LDL cholesterol: 131 vs limit ≤100 → ⟦over⟧", "under"],
  ["Potassium: 4.8 vs limit 3.5-5.3 → ⟦inside⟧", "outside"],
  [
    "Your LDL came in at 131 mg/dl, which is ⟦a touch over⟧ the 0 to 100 we'd expect.",
    "a touch under",
  ],
  ["How is LDL? 131 mg/dL, ⟦too high⟧.", "too low"],
  ["Why does LDL matter? Because 131 mg/dL is ⟦above⟧ ≤100.", "below"],
  ["How is HDL? ⟦Fine⟧, at 70 mg/dL.", "Too low"],
  ["Your HDL is 70 mg/dL, ⟦where it should be⟧.", "too low"],
  [
    "Your LDL, at 131 mg/dL, is ⟦not where we would like it to be⟧.",
    "where we would like it to be",
  ],
  ["LDL is ⟦running high⟧ right now (131 mg/dL).", "running low"],
  ["* LDL is ⟦outside range on the upper end⟧: 131 mg/dL.", "outside range on the lower end"],
  ["⟦Abnormal⟧ findings: LDL, sodium.", "Normal"],
  ["⟦Inconspicuous⟧: HDL, potassium.", "Conspicuous"],
  ["HDL: 70 mg/dL, ⟦inconspicuous⟧ (norm 40 – 100).", "conspicuous"],
  ["[⟦LOW⟧] Sodium: 130 mmol/L", "HIGH"],
  ["⟦↑⟧ LDL 131 (nl <100).", "↓"],
  ["LDL 131 mg/dL, ⟦> ULN⟧.", "< LLN"],
  ["The HDL of 70 mg/dL is ⟦physiological⟧.", "supranormal"],
  ["⟦Abnl⟧: LDL and sodium.", "WNL"],
  ["There is ⟦elevation⟧ of LDL to 131 mg/dl.", "depression"],
  ["⟦Hyper⟧-range LDL: 131 mg/dL (expected under 100).", "Hypo"],
  [
    "At 131 mg/dL it is LDL that stands ⟦above what we would hope for⟧ (0 to 100).",
    "below what we would hope for",
  ],
  ["Sodium (130 mmol/L): ⟦below⟧ what the lab accepts.", "above"],
  ["What about LDL? 131 mg/dL, so ⟦too much⟧.", "too little"],
  ["LDL = 131; flag = ⟦H⟧", "L"],
  ["LDL 131 [0-100] ⟦H⟧", "L"],
])("where a value lies: %s", (right, wrong) => {
  expect(verdicts(right)).toContain("supported")
  expect(open(right)).toEqual([])
  expect(verdicts(right.replace(/⟦.*⟧/, `⟦${wrong}⟧`))).toContain("contradicted")
})

test.each([
  ["LDL ⟦increased⟧ versus the sample of 10 January 2026 (65), now 131 mg/dL.", "decreased"],
  [
    "Potassium ⟦remained constant⟧ versus the sample of 10 January 2026 (4.8), now 4.8.",
    "decreased",
  ],
  ["1. LDL – ⟦up⟧ vs. January 10, 2026 (65 → 131).", "down"],
  ["2. Potassium – ⟦unchanged⟧ vs. January 10, 2026 (4.8 → 4.8).", "up"],
  ["LDL 131 mg/dL, ⟦higher⟧ by 66 mg/dL than on Jan 10, 2026.", "lower"],
  ["* **LDL:** 131 mg/dL, ⟦an increase⟧ from 65 in January 2026", "a decrease"],
  ["* **HDL:** 70 mg/dL, ⟦no real change⟧ from 70 in January 2026", "an increase"],
  ["There has been ⟦a rise⟧ of 66 in LDL since January 10, 2026, bringing it to 131.", "a fall"],
  ["In January 2026 LDL was 65 mg/dL. It is now 131, ⟦a step up⟧.", "a step down"],
  ["Sodium was 138 and is now 130 millimoles per liter: ⟦a decrease⟧.", "an increase"],
  ["LDL: 65 -> 131 [⟦increase⟧]", "decrease"],
  ["HDL: 70 -> 70 [⟦stable⟧]", "increase"],
  ["Course of LDL: 65 (10 January 2026), 131 (current); tendency ⟦rising⟧.", "falling"],
  ["LDL: 131 | previous: 65 (2026-01-10) | trend: ⟦up⟧", "down"],
  ["Interval ⟦increase⟧ in LDL: 65 on 1/10/2026, 131 mg/dl at present.", "decrease"],
  ["LDL cholesterol: ⟦INCREASE⟧ FROM 65 (01/10/2026).", "DECREASE"],
  ["⟦RISING⟧: LDL 65 (10-JAN-2026) > 131", "FALLING"],
  ["⟦STEADY⟧: potassium 4.8 (10-JAN-2026) > 4.8", "FALLING"],
  ["LDL ⟦jumped⟧ from 65 to 131 since January 10, 2026.", "slid"],
  ["Your LDL was 65; now it's 131 mg/dL, so it's ⟦heading up⟧.", "heading down"],
  ["Delta sodium: ⟦-8⟧ mmol/L since Jan 10, 2026", "+8"],
  ["LDL: 131 mg/dL (⟦+102%⟧)", "-102%"],
  ["LDL – moved ⟦+102 %⟧ to 131.", "−102 %"],
  ["Interval ⟦stability⟧ in HDL: 70 on 1/10/2026, 70 mg/dl at present.", "decrease"],
  ["Since January LDL has ⟦crept up⟧ to 131 mg/dL.", "crept down"],
  ["LDL moved from 65 mg/dL to 131, ⟦up⟧.", "down"],
  ["LDL ⟦up⟧: 131 vs 65 on 01/10/2026", "down"],
  ["LDL 131 mg/dL, ⟦rising⟧ (prior 65)", "falling"],
  ["A 102% ⟦increase⟧ in LDL, from 65 (January 10, 2026) to 131 mg/dL.", "decrease"],
  ["LDL ⟦doubled⟧ from 65 to 131 mg/dL.", "halved"],
])("how it moved: %s", (right, wrong) => {
  expect(verdicts(right)).toContain("supported")
  expect(open(right)).toEqual([])
  expect(verdicts(right.replace(/⟦.*⟧/, `⟦${wrong}⟧`))).toContain("contradicted")
})

test("`the same as` is strict, `barely` and `stable` leave room", () => {
  const sources: EvidenceSources = {
    ...SOURCES,
    biomarkers: [
      {
        name: "Platelets",
        value: 216,
        unit: "K/uL",
        previous: [{ value: 200, day: "2026-01-10" }],
      },
    ],
  }
  const verdictOf = (text: string) =>
    checkEvidence(text, sources).flatMap(({ kind, verdict }) =>
      kind === "direction" ? [verdict] : [],
    )
  expect(verdictOf("Platelets have barely shifted.")).toEqual(["supported"])
  expect(verdictOf("Platelets have been stable.")).toEqual(["supported"])
  expect(verdictOf("Platelets are the same as in January 2026.")).toEqual(["contradicted"])
  expect(verdictOf("Platelets are unchanged.")).toEqual(["contradicted"])
})

test.each([
  "If LDL keeps rising, we will talk about a statin.",
  "Potassium is 4.8 mmol/L. No change to your plan.",
  "An increase in fiber helps. Let's keep HDL up.",
  "HDL is 70 mg/dL. A step down in the dose of vitamin D is fine.",
  "Take the lower dose, and come back where you had your blood drawn. HDL is 70 mg/dL.",
  "HDL is fine to leave as it is. Nothing stands out in potassium, and that is good to know.",
  "Falling asleep is easier without a rise in caffeine late in the day; potassium was 4.8.",
  "Why does HDL matter? A low value goes with a higher risk of heart disease.",
  "What should potassium be? Between 3.5 and 5.3; a rise would be urgent.",
  "In all, 2 of 4 results were where we would want them. Potassium is 4.8 mmol/L.",
  "LDL has worsened to a higher level since January 10, 2026 (65 → 131).",
  "Too much of HDL is no concern, and too little exercise is.",
  "Please keep your steady pace. It is hard to lower potassium by diet alone.",
])("what claims nothing about a value: %s", (text) => {
  expect(open(text)).toEqual([])
})
