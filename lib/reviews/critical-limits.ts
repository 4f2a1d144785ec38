/**
 * Limits at or beyond which a draft goes to the urgent lane, per marker: adults, blood. Defaults that
 * are published, to be confirmed by the clinic's medical director; change them here, and undecided
 * drafts are judged anew at the next start.
 *
 * Sources:
 * - KOST: G. J. Kost, "Critical limits for urgent clinician notification at US medical centers",
 *   JAMA 1990;263:704-707: means of 92 centres.
 * - ARUP: ARUP Laboratories, Critical Values List, rev. 26 (2017).
 * - RCPATH: Royal College of Pathologists, "The communication of critical and unexpected pathology
 *   results", G158 (2017).
 * - ADA: Standards of Care in Diabetes, section 9: insulin is considered from an HbA1c above 10 %.
 * - ENDO: Endocrine Society, hypertriglyceridemia guideline (2012): risk of pancreatitis from 1,000 mg/dL.
 */
export type CriticalLimit = {
  /** As a person reads it. */
  marker: string
  /** Other names labs print. Case, punctuation, the order of words and words such as "serum" do not matter. */
  aliases: readonly string[]
  /** The unit of the limits. */
  unit: string
  /** Other units, and what a value in them is multiplied by to be in `unit`. */
  also: Readonly<Record<string, number>>
  /** For units that differ by more than a factor: the value in `unit`. */
  convert?: Readonly<
    Record<string, { to: (value: number) => number; from: (limit: number) => number }>
  >
  low?: number
  high?: number
}

/** Electrolytes of one charge: mEq/L and mmol/L are the same number. */
const MONOVALENT = { "meq/l": 1 } as const
/** Counts of cells in 10^9/L. */
const CELLS = {
  "10^3/ul": 1,
  "k/ul": 1,
  "thousand/ul": 1,
  "10^6/ml": 1,
  "giga/l": 1,
  // Of cells, the G stands for giga.
  "g/l": 1,
  "10^6/l": 0.001,
  "/ul": 0.001,
  "cells/ul": 0.001,
} as const

export const CRITICAL_LIMITS: readonly CriticalLimit[] = [
  // KOST: 2.8 and 6.2 mmol/L.
  {
    marker: "Potassium",
    aliases: ["K", "K+"],
    unit: "mmol/L",
    also: MONOVALENT,
    low: 2.8,
    high: 6.2,
  },
  // KOST: 120 and 158 mmol/L.
  {
    marker: "Sodium",
    aliases: ["Na", "Na+"],
    unit: "mmol/L",
    also: MONOVALENT,
    low: 120,
    high: 158,
  },
  // KOST: 11 and 40 mmol/L.
  {
    marker: "Bicarbonate",
    aliases: ["CO2", "Carbon Dioxide", "Total CO2", "Carbon Dioxide Total", "HCO3"],
    unit: "mmol/L",
    also: MONOVALENT,
    low: 11,
    high: 40,
  },
  // KOST: 46 and 484 mg/dL. 1 mmol/L = 18.016 mg/dL.
  {
    marker: "Glucose",
    aliases: ["Fasting Glucose", "Blood Sugar", "Fasting Blood Sugar", "Random Glucose", "FBG"],
    unit: "mg/dL",
    also: { "mmol/l": 18.016 },
    low: 46,
    high: 484,
  },
  // KOST: 6.6 and 12.9 mg/dL. 1 mmol/L = 4.008 mg/dL; mEq/L is half of that.
  {
    marker: "Calcium",
    aliases: ["Ca", "Total Calcium", "Corrected Calcium", "Adjusted Calcium"],
    unit: "mg/dL",
    also: { "mmol/l": 4.008, "meq/l": 2.004 },
    low: 6.6,
    high: 12.9,
  },
  // KOST: 0.82 and 1.55 mmol/L.
  {
    marker: "Ionized calcium",
    aliases: ["Ionised Calcium", "Free Calcium", "iCa"],
    unit: "mmol/L",
    also: { "mg/dl": 1 / 4.008, "meq/l": 0.5 },
    low: 0.82,
    high: 1.55,
  },
  // KOST: 1.0 and 4.9 mg/dL. 1 mmol/L = 2.431 mg/dL.
  {
    marker: "Magnesium",
    aliases: ["Mg", "Mg2+"],
    unit: "mg/dL",
    also: { "mmol/l": 2.431, "meq/l": 1.2155 },
    low: 1,
    high: 4.9,
  },
  // KOST: 1.2 and 8.9 mg/dL. 1 mmol/L = 3.097 mg/dL.
  {
    marker: "Phosphate",
    aliases: ["Phosphorus", "Inorganic Phosphate", "PO4"],
    unit: "mg/dL",
    also: { "mmol/l": 3.097 },
    low: 1.2,
    high: 8.9,
  },
  // KOST: 7.4 mg/dL; RCPATH calls from 354 umol/L = 4.0 mg/dL, the lower one is taken.
  {
    marker: "Creatinine",
    aliases: ["Creat"],
    unit: "mg/dL",
    also: { "umol/l": 1 / 88.42, "mmol/l": 1000 / 88.42 },
    high: 4,
  },
  // KOST: urea nitrogen 104 mg/dL. 1 mmol/L = 2.801 mg/dL of nitrogen.
  {
    marker: "Urea nitrogen",
    aliases: ["BUN", "Blood Urea Nitrogen"],
    unit: "mg/dL",
    also: { "mmol/l": 2.801 },
    high: 104,
  },
  // KOST: 15 mg/dL. 1 mg/dL = 17.104 umol/L.
  {
    marker: "Bilirubin",
    aliases: ["Total Bilirubin", "T Bili", "TBIL"],
    unit: "mg/dL",
    also: { "umol/l": 1 / 17.104 },
    high: 15,
  },
  // RCPATH: 15 times the upper limit, about 600 U/L.
  {
    marker: "ALT",
    aliases: ["SGPT", "Alanine Aminotransferase", "ALT SGPT", "ALAT"],
    unit: "U/L",
    also: { "iu/l": 1 },
    high: 600,
  },
  {
    marker: "AST",
    aliases: ["SGOT", "Aspartate Aminotransferase", "AST SGOT", "ASAT"],
    unit: "U/L",
    also: { "iu/l": 1 },
    high: 600,
  },
  // RCPATH: 5,000 U/L.
  {
    marker: "Creatine kinase",
    aliases: ["CK", "CPK", "Total CK", "Creatine Phosphokinase"],
    unit: "U/L",
    also: { "iu/l": 1 },
    high: 5000,
  },
  // RCPATH: 300 mg/L.
  {
    marker: "CRP",
    aliases: ["hs-CRP", "C-Reactive Protein", "High Sensitivity CRP", "hsCRP"],
    unit: "mg/L",
    also: { "mg/dl": 10, "ug/ml": 1 },
    high: 300,
  },
  // ENDO: 1,000 mg/dL. 1 mmol/L = 88.57 mg/dL.
  {
    marker: "Triglycerides",
    aliases: ["Triglyceride", "TG", "Trigs"],
    unit: "mg/dL",
    also: { "mmol/l": 88.57 },
    high: 1000,
  },
  // ADA: 10 %. IFCC = (NGSP - 2.152) / 0.09148.
  {
    marker: "HbA1c",
    aliases: [
      "Hemoglobin A1c",
      "Haemoglobin A1c",
      "A1c",
      "Glycated Hemoglobin",
      "Hgb A1c",
      "HgbA1c",
    ],
    unit: "%",
    also: {},
    convert: {
      "mmol/mol": {
        to: (value) => 0.09148 * value + 2.152,
        from: (limit) => (limit - 2.152) / 0.09148,
      },
    },
    high: 10,
  },
  // No critical limit is published for TSH; 50 mIU/L is overt, untreated hypothyroidism: prompt, not next week.
  {
    marker: "TSH",
    aliases: ["Thyroid Stimulating Hormone", "Thyrotropin"],
    unit: "mIU/L",
    also: { "uiu/ml": 1, "mu/l": 1, "uu/ml": 1 },
    high: 50,
  },
  // ARUP: 0.30 ng/mL of troponin I; the same for T, where assays agree less.
  {
    marker: "Troponin",
    aliases: [
      "Troponin I",
      "Troponin T",
      "cTnI",
      "cTnT",
      "hs-Troponin",
      "hs-Troponin I",
      "hs-Troponin T",
      "High Sensitivity Troponin",
      "High Sensitivity Troponin I",
      "High Sensitivity Troponin T",
    ],
    unit: "ng/L",
    also: { "pg/ml": 1, "ng/ml": 1000, "ug/l": 1000 },
    high: 300,
  },
  // KOST: 6.6 and 19.9 g/dL. 1 mmol/L (of the monomer) = 1.611 g/dL.
  {
    marker: "Hemoglobin",
    aliases: ["Haemoglobin", "Hgb", "Hb"],
    unit: "g/dL",
    also: { "g/l": 0.1, "mmol/l": 1.611 },
    low: 6.6,
    high: 19.9,
  },
  // KOST: 18 and 61 %.
  {
    marker: "Hematocrit",
    aliases: ["Haematocrit", "Hct", "PCV"],
    unit: "%",
    also: { "l/l": 100 },
    low: 18,
    high: 61,
  },
  // KOST: 37 and 910 x 10^9/L.
  {
    marker: "Platelets",
    aliases: ["Platelet Count", "PLT", "Plt Count", "Thrombocytes"],
    unit: "10^9/L",
    also: CELLS,
    low: 37,
    high: 910,
  },
  // KOST: 2.0 and 37 x 10^9/L.
  {
    marker: "White blood cells",
    aliases: [
      "WBC",
      "White Blood Cell Count",
      "White Cell Count",
      "Leukocytes",
      "WBC Count",
      "Leukocyte Count",
      "White Blood Cell WBC Count",
    ],
    unit: "10^9/L",
    also: CELLS,
    low: 2,
    high: 37,
  },
  // RCPATH: 0.5 x 10^9/L.
  {
    marker: "Neutrophils",
    aliases: [
      "Absolute Neutrophils",
      "Neutrophils Absolute",
      "ANC",
      "Absolute Neutrophil Count",
      "Neutrophil Count",
      "Neutrophils Abs",
      "Neut Abs",
    ],
    unit: "10^9/L",
    also: CELLS,
    low: 0.5,
  },
  // ARUP: 5.0.
  {
    marker: "INR",
    aliases: ["PT INR", "Prothrombin Time INR", "International Normalized Ratio"],
    unit: "",
    also: { ratio: 1, inr: 1 },
    high: 5,
  },
]
