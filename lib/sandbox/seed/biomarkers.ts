/** A biomarker as labs report it: reference range and the span in which the seed draws values. */
export type BiomarkerKind = {
  name: string
  unit: string
  low: number
  high: number
  from: number
  to: number
  digits: number
}

function kind(
  name: string,
  unit: string,
  [low, high]: [number, number],
  [from, to]: [number, number],
  digits = 0,
): BiomarkerKind {
  return { name, unit, low, high, from, to, digits }
}

/** Names and units match the fields of the folder Lab Results: `name (unit)`. */
export const BIOMARKERS: readonly BiomarkerKind[] = [
  kind("Total Cholesterol", "mg/dL", [125, 200], [142, 258]),
  kind("LDL Cholesterol", "mg/dL", [0, 100], [64, 181]),
  kind("HDL Cholesterol", "mg/dL", [40, 90], [33, 86]),
  kind("Triglycerides", "mg/dL", [0, 150], [51, 241]),
  kind("Hemoglobin A1c", "%", [4.0, 5.6], [4.7, 6.3], 1),
  kind("Fasting Glucose", "mg/dL", [70, 99], [76, 119]),
  kind("Fasting Insulin", "uIU/mL", [2.0, 19.6], [2.4, 21.5], 1),
  kind("TSH", "mIU/L", [0.4, 4.5], [0.6, 5.8], 2),
  kind("Vitamin D", "ng/mL", [30, 100], [15, 68], 1),
  kind("Ferritin", "ng/mL", [16, 232], [9, 260]),
  kind("hs-CRP", "mg/L", [0, 3.0], [0.2, 5.1], 1),
  kind("Creatinine", "mg/dL", [0.5, 1.1], [0.6, 1.3], 2),
  kind("ALT", "U/L", [6, 29], [9, 64]),
  kind("Homocysteine", "umol/L", [0, 11.4], [5.3, 15.8], 1),
]
