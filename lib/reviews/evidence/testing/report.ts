import type { EvidenceSources } from "../types.ts"

/** A report with values on all sides, and earlier values of some markers. */
export const REPORT: EvidenceSources = {
  biomarkers: [
    { name: "Total Cholesterol", value: 232, unit: "mg/dL", low: 125, high: 200 },
    {
      name: "LDL Cholesterol",
      value: 178,
      unit: "mg/dL",
      low: 0,
      high: 100,
      previous: [
        { value: 150, day: "2026-04-02" },
        { value: 190, day: "2025-10-01" },
      ],
    },
    { name: "HDL Cholesterol", value: 54, unit: "mg/dL", low: 40, high: 90 },
    { name: "Triglycerides", value: 210, unit: "mg/dL", low: 0, high: 150 },
    {
      name: "Hemoglobin A1c",
      value: 5.7,
      unit: "%",
      low: 4,
      high: 5.6,
      previous: [{ value: 6.1, day: "2026-04-02" }],
    },
    { name: "Fasting Glucose", value: 93, unit: "mg/dL", low: 70, high: 99 },
    { name: "Fasting Insulin", value: 6.2, unit: "uIU/mL", low: 2, high: 19.6 },
    { name: "TSH", value: 2.1, unit: "mIU/L", low: 0.4, high: 4.5 },
    {
      name: "Vitamin D",
      value: 22.4,
      unit: "ng/mL",
      low: 30,
      high: 100,
      previous: [{ value: 31, day: "2026-04-02" }],
    },
    { name: "Ferritin", value: 146, unit: "ng/mL", low: 16, high: 232 },
    { name: "hs-CRP", value: "<0.5", unit: "mg/L", low: 0, high: 3 },
    { name: "Creatinine", value: 0.98, unit: "mg/dL", low: 0.5, high: 1.1 },
    { name: "ALT", value: 64, unit: "U/L", low: 6, high: 29 },
    { name: "White Blood Cells", value: 5.6, unit: "10^3/uL", low: 4, high: 11 },
    { name: "Platelets", value: 250, unit: "K/uL", low: 150, high: 400 },
    { name: "Testosterone, Total", value: 1200, unit: "ng/dL", low: 264, high: 916 },
  ],
  sourceText: `Patient: Adaline O'Hara
Date of birth: 1984-05-08
Collected: 2026-10-14
Reported: 2026-10-16
Total Cholesterol  232 mg/dL  (125 - 200)
LDL Cholesterol  178 mg/dL  (0 - 100)  previous 150 (2026-04-02)
HDL Cholesterol  54 mg/dL  (40 - 90)
Triglycerides  210 mg/dL  (0 - 150)
Hemoglobin A1c  5.7 %  (4 - 5.6)
Fasting Glucose  93 mg/dL  (70 - 99)
Fasting Insulin  6.2 uIU/mL  (2 - 19.6)
TSH  2.1 mIU/L  (0.4 - 4.5)
Vitamin D  22.4 ng/mL  (30 - 100)
Ferritin  146 ng/mL  (16 - 232)
hs-CRP  <0.5 mg/L  (0 - 3)
Creatinine  0.98 mg/dL  (0.5 - 1.1)
ALT  64 U/L  (6 - 29)
White Blood Cells  5.6 10^3/uL  (4 - 11)
Platelets  250 K/uL  (150 - 400)
Testosterone, Total  1,200 ng/dL  (264 - 916)`,
  documentPages: [
    `Laboratory report
Client: Adaline O'Hara DOB 05/08/1984
Collected: 10/14/2026 08:15 Reported: 10/16/2026
Test Result Flag Unit Reference range
CHOLESTEROL, TOTAL 232 H mg/dL 125 - 200
LDL Cholesterol 178 H mg/dL 0 - 100
HDL CHOLESTEROL 54 mg/dL 40 - 90
TRIGLYCERIDES 210 H mg/dL <150
HEMOGLOBIN A1c 5.7 H % 4.0 - 5.6
GLUCOSE, FASTING 93 mg/dL 70 - 99
INSULIN, FASTING 6.2 uIU/mL 2.0 - 19.6`,
    `TSH 2.10 mIU/L 0.40 - 4.50
VITAMIN D, 25-OH, TOTAL 22.4 L ng/mL 30 - 100
FERRITIN 146 ng/mL 16 - 232
HS CRP <0.5 mg/L <3.0
CREATININE 0.98 mg/dL 0.50 - 1.10
ALT (SGPT) 64 H U/L 6 - 29
WHITE BLOOD CELLS 5.6 x10E3/uL 4.0 - 11.0
PLATELETS 250 K/uL 150 - 400
TESTOSTERONE, TOTAL 1200 H ng/dL 264 - 916`,
  ],
  client: { name: "Adaline O'Hara", birthDate: "1984-05-08" },
}
