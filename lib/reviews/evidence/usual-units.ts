import { type Unit, unitAt } from "./units.ts"

/**
 * The units labs give a marker in, the one of most US panels first, with a usual value in that unit:
 * what tells mg/dL from mmol/L where a source prints none.
 */
const USUAL: [usual: number, units: string, ids: string][] = [
  [190, "mg/dl|mmol/l", "total cholesterol"],
  [110, "mg/dl|mmol/l", "ldl"],
  [55, "mg/dl|mmol/l", "hdl"],
  [130, "mg/dl|mmol/l", "non hdl"],
  [22, "mg/dl|mmol/l", "vldl"],
  [110, "mg/dl|mmol/l", "triglycerides"],
  [90, "mg/dl|g/l", "apob"],
  [150, "mg/dl|g/l", "apoa1"],
  [40, "nmol/l|mg/dl", "lp(a)"],
  [1200, "nmol/l", "ldl particles"],
  [5.5, "%|mmol/mol", "hba1c"],
  [95, "mg/dl|mmol/l", "glucose, fasting glucose, average glucose"],
  [8, "uiu/ml|pmol/l", "insulin, fasting insulin"],
  [2, "ng/ml|nmol/l|pmol/l", "c peptide"],
  [240, "umol/l", "fructosamine"],
  [2, "uiu/ml", "tsh"],
  [1.2, "ng/dl|pmol/l", "free t4"],
  [8, "ug/dl|nmol/l", "t4"],
  [3.2, "pg/ml|ng/dl|pmol/l", "free t3"],
  [110, "ng/dl|nmol/l|ng/ml", "t3"],
  [15, "ng/dl|nmol/l|pg/ml", "reverse t3"],
  [10, "u/ml", "tpo antibodies, tg antibodies, rheumatoid factor"],
  [40, "ng/ml|nmol/l", "vitamin d"],
  [500, "pg/ml|pmol/l|ng/l", "b12"],
  [12, "ng/ml|nmol/l", "folate"],
  [200, "nmol/l|umol/l", "methylmalonic acid"],
  [50, "ug/dl|umol/l|mg/l", "vitamin a"],
  [15, "ug/l|nmol/l|ng/ml", "vitamin b6"],
  [9, "umol/l", "homocysteine"],
  [90, "ug/dl|umol/l|ug/ml", "zinc"],
  [110, "ug/dl|umol/l|ug/ml", "copper"],
  [150, "ug/l|umol/l", "selenium"],
  [1, "mg/l|umol/l|ug/ml", "coq10"],
  [80, "ng/ml|pmol/l", "ferritin"],
  [90, "ug/dl|umol/l", "iron"],
  [320, "ug/dl|umol/l", "tibc, uibc"],
  [30, "%", "transferrin saturation"],
  [260, "mg/dl|g/l", "transferrin"],
  [1, "mg/l|mg/dl", "hs-crp, crp"],
  [10, "mm/h", "esr"],
  [300, "mg/dl|g/l", "fibrinogen"],
  [25, "u/l", "alt, ast, ggt, alp, ldh, creatine kinase, amylase, lipase"],
  [0.7, "mg/dl|umol/l", "bilirubin, direct bilirubin, indirect bilirubin"],
  [4.4, "g/dl|g/l", "albumin"],
  [2.7, "g/dl|g/l", "globulin"],
  [7, "g/dl|g/l", "total protein"],
  [0.9, "mg/dl|umol/l", "creatinine"],
  [90, "ml/min", "egfr"],
  [0.9, "mg/l", "cystatin c"],
  [15, "mg/dl|mmol/l", "bun"],
  [30, "mg/dl|mmol/l", "urea"],
  [5.5, "mg/dl|umol/l|mmol/l", "uric acid"],
  [10, "mg/g|mg/mmol", "microalbumin"],
  [140, "mmol/l", "sodium"],
  [4.2, "mmol/l", "potassium"],
  [102, "mmol/l", "chloride"],
  [25, "mmol/l", "carbon dioxide"],
  [9.5, "mg/dl|mmol/l", "calcium"],
  [2, "mg/dl|mmol/l", "magnesium"],
  [5, "mg/dl|mmol/l", "rbc magnesium"],
  [3.5, "mg/dl|mmol/l", "phosphate"],
  [400, "ng/dl|nmol/l|ng/ml", "testosterone"],
  [6, "pg/ml|pmol/l|ng/dl|nmol/l", "free testosterone"],
  [45, "nmol/l", "shbg"],
  [60, "pg/ml|pmol/l", "estradiol"],
  [5, "ng/ml|nmol/l", "progesterone"],
  [8, "miu/ml", "fsh, lh"],
  [10, "ng/ml|miu/l", "prolactin"],
  [12, "ug/dl|nmol/l", "cortisol"],
  [200, "ug/dl|umol/l", "dhea-s"],
  [180, "ng/ml|nmol/l", "igf-1"],
  [40, "pg/ml|pmol/l", "pth"],
  [1, "ng/ml", "psa"],
  [10, "ng/ml", "leptin"],
  [6, "k/ul|cells/ul", "wbc"],
  [4.7, "m/ul", "rbc"],
  [14, "g/dl|g/l", "hemoglobin"],
  [42, "%|l/l", "hematocrit"],
  [90, "fl", "mcv"],
  [30, "pg", "mch"],
  [33, "g/dl|g/l|%", "mchc"],
  [13, "%", "rdw"],
  [43, "fl", "rdw-sd"],
  [10, "fl", "mpv"],
  [250, "k/ul", "platelets"],
  [50, "%|cells/ul|k/ul", "neutrophils, lymphocytes, monocytes, eosinophils, basophils"],
  [4000, "cells/ul|k/ul", "absolute neutrophils"],
  [2000, "cells/ul|k/ul", "absolute lymphocytes"],
  [500, "cells/ul|k/ul", "absolute monocytes"],
  [150, "cells/ul|k/ul", "absolute eosinophils"],
  [50, "cells/ul|k/ul", "absolute basophils"],
]

const parsed = (written: string): Unit => {
  const found = unitAt(written, 0)
  if (!found) throw new Error(`${written} is no unit`)
  return found.unit
}

const UNITS = new Map(
  USUAL.flatMap(([usual, units, ids]) => {
    const all = units.split("|").map(parsed)
    return ids.split(", ").map((id) => [id, { usual, units: all }] as const)
  }),
)

// So much nearer to the usual value than in any other unit: nobody's health is so far off.
const CLEARLY = Math.log(4)

/** What a value of a unit is in the marker's first unit; null where no factor is known. */
type InFirst = (value: number, from: Unit, first: Unit) => number | null

/** The usual units that the size of a value printed without one allows; null for an unknown marker. */
export function likelyUnits(id: string, value: number, inFirst: InFirst): Unit[] | null {
  const known = UNITS.get(id)
  const [first] = known?.units ?? []
  if (!known || !first) return null
  const off = known.units.map((unit) => {
    const size = unit === first ? value : inFirst(value, unit, first)
    return size !== null && size > 0 ? Math.abs(Math.log(size / known.usual)) : null
  })
  const best = Math.min(...off.flatMap((one) => one ?? []))
  return known.units.filter((_, index) => (off[index] ?? best) <= best + CLEARLY)
}
