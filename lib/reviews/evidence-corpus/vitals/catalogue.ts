/** What a visit measures besides blood. The corpus's own list: the check has another. */
export type Vital = {
  id: string
  /** As a chart prints it. */
  printed: string[]
  /** As a draft says it. */
  spoken: string[]
  /** Spread of each number; a blood pressure has two. */
  parts: [from: number, to: number][]
  digits: number
  /** Ways to write the unit, the usual one first. */
  units: string[]
  /** Nobody needs the unit to know what is meant. */
  bare?: true
  /** The same in another unit. */
  other?: { units: string[]; factor: number; offset: number; digits: number }
}

export const VITALS: Vital[] = [
  {
    id: "bp",
    printed: ["Blood pressure", "BP", "Blood Pressure (sitting)"],
    spoken: ["blood pressure", "BP", "seated blood pressure"],
    parts: [
      [96, 178],
      [54, 94],
    ],
    digits: 0,
    units: ["mmHg", "mm Hg"],
    bare: true,
  },
  {
    id: "heart",
    printed: ["Pulse", "Heart rate", "HR"],
    spoken: ["pulse", "resting heart rate", "heart rate"],
    parts: [[46, 98]],
    digits: 0,
    units: ["bpm", "beats/min", "beats per minute"],
    bare: true,
  },
  {
    id: "weight",
    printed: ["Weight", "Wt", "Body weight"],
    spoken: ["weight", "body weight"],
    parts: [[104, 268]],
    digits: 0,
    units: ["lb", "lbs", "pounds"],
    other: { units: ["kg"], factor: 0.45359237, offset: 0, digits: 1 },
  },
  {
    id: "bmi",
    printed: ["BMI", "Body mass index"],
    spoken: ["BMI", "body mass index"],
    parts: [[18, 41]],
    digits: 1,
    units: ["kg/m2", "kg/m²"],
    bare: true,
  },
  {
    id: "temp",
    printed: ["Temperature", "Temp"],
    spoken: ["temperature", "body temperature"],
    parts: [[96, 101]],
    digits: 1,
    units: ["°F"],
    other: { units: ["°C"], factor: 5 / 9, offset: -160 / 9, digits: 1 },
  },
  {
    id: "oxygen",
    printed: ["SpO2", "Oxygen saturation", "O2 sat"],
    spoken: ["oxygen saturation", "SpO2"],
    parts: [[91, 99]],
    digits: 0,
    units: ["%"],
  },
  {
    id: "breath",
    printed: ["Respirations", "Respiratory rate", "RR"],
    spoken: ["respiratory rate"],
    parts: [[11, 22]],
    digits: 0,
    units: ["breaths/min", "breaths per minute"],
    bare: true,
  },
  {
    id: "waist",
    printed: ["Waist", "Waist circumference"],
    spoken: ["waist", "waist circumference"],
    parts: [[26, 47]],
    digits: 1,
    units: ["inches"],
    other: { units: ["cm"], factor: 2.54, offset: 0, digits: 1 },
  },
  {
    id: "fat",
    printed: ["Body fat", "Body fat percentage"],
    spoken: ["body fat", "body fat percentage"],
    parts: [[11, 44]],
    digits: 1,
    units: ["%"],
  },
  {
    id: "visceral",
    printed: ["Visceral fat area", "Visceral fat"],
    spoken: ["visceral fat", "visceral fat area"],
    parts: [[31, 168]],
    digits: 0,
    units: ["cm2", "cm²"],
  },
  {
    id: "vo2",
    printed: ["VO2 max", "VO2max"],
    spoken: ["VO2 max", "VO2max"],
    parts: [[19, 58]],
    digits: 1,
    units: ["mL/kg/min"],
  },
  {
    id: "grip",
    printed: ["Grip strength"],
    spoken: ["grip strength"],
    parts: [[38, 124]],
    digits: 0,
    units: ["lb", "pounds"],
  },
  {
    id: "variability",
    printed: ["HRV", "Heart rate variability"],
    spoken: ["heart rate variability", "HRV"],
    parts: [[18, 96]],
    digits: 0,
    units: ["ms"],
  },
]
