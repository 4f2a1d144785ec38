/** A unit: ways to write it, how it is read aloud, and other units a careless writer puts in its place. */
export type Unit = { forms: string[]; spelled: string; mistaken: string[] }

/** By id. Units of one id are the same; `mistaken` never names an equal one. */
const UNITS: Record<string, Unit> = {
  none: { forms: [""], spelled: "", mistaken: [] },
  "mg/dL": {
    forms: ["mg/dL", "mg/dl"],
    spelled: "milligrams per deciliter",
    mistaken: ["mmol/L", "g/dL", "ug/dL", "mg/L"],
  },
  "mmol/L": {
    forms: ["mmol/L", "mmol/l"],
    spelled: "millimoles per liter",
    mistaken: ["mg/dL", "umol/L", "nmol/L"],
  },
  "mEq/L": {
    forms: ["mmol/L", "mEq/L"],
    spelled: "millimoles per liter",
    mistaken: ["mg/dL", "umol/L"],
  },
  "g/dL": {
    forms: ["g/dL", "g/dl"],
    spelled: "grams per deciliter",
    mistaken: ["mg/dL", "g/L", "ng/dL"],
  },
  "g/L": { forms: ["g/L", "g/l"], spelled: "grams per liter", mistaken: ["g/dL", "mg/L", "mg/dL"] },
  "mg/L": { forms: ["mg/L", "mg/l"], spelled: "milligrams per liter", mistaken: ["mg/dL", "g/L"] },
  "ug/dL": {
    forms: ["µg/dL", "ug/dL", "mcg/dL"],
    spelled: "micrograms per deciliter",
    mistaken: ["mg/dL", "ng/mL", "umol/L"],
  },
  "ng/mL": {
    forms: ["ng/mL", "ng/ml"],
    spelled: "nanograms per milliliter",
    mistaken: ["pg/mL", "nmol/L", "ng/dL", "mg/dL"],
  },
  "ug/L": {
    forms: ["µg/L", "ug/L"],
    spelled: "micrograms per liter",
    mistaken: ["mg/L", "ug/dL", "pg/mL"],
  },
  "pg/mL": {
    forms: ["pg/mL", "pg/ml"],
    spelled: "picograms per milliliter",
    mistaken: ["ng/mL", "pmol/L", "ng/dL"],
  },
  "ng/dL": {
    forms: ["ng/dL", "ng/dl"],
    spelled: "nanograms per deciliter",
    mistaken: ["ng/mL", "nmol/L", "pg/mL"],
  },
  "pmol/L": {
    forms: ["pmol/L", "pmol/l"],
    spelled: "picomoles per liter",
    mistaken: ["nmol/L", "ng/dL", "pg/mL"],
  },
  "nmol/L": {
    forms: ["nmol/L", "nmol/l"],
    spelled: "nanomoles per liter",
    mistaken: ["mmol/L", "pmol/L", "ng/mL", "ng/dL"],
  },
  "umol/L": {
    forms: ["µmol/L", "umol/L"],
    spelled: "micromoles per liter",
    mistaken: ["mmol/L", "mg/dL", "nmol/L"],
  },
  "mmol/mol": {
    forms: ["mmol/mol"],
    spelled: "millimoles per mole",
    mistaken: ["%", "mmol/L"],
  },
  "%": { forms: ["%"], spelled: "percent", mistaken: ["mmol/mol", "mg/dL", "g/dL"] },
  "U/L": { forms: ["U/L", "IU/L"], spelled: "units per liter", mistaken: ["mg/dL", "U/mL", "g/L"] },
  "U/mL": { forms: ["U/mL", "IU/mL"], spelled: "units per milliliter", mistaken: ["U/L", "ng/mL"] },
  "uIU/mL": {
    forms: ["µIU/mL", "uIU/mL", "mIU/L"],
    spelled: "micro-international units per milliliter",
    mistaken: ["ng/mL", "pg/mL", "mIU/mL"],
  },
  "mIU/mL": {
    forms: ["mIU/mL"],
    spelled: "milli-international units per milliliter",
    mistaken: ["ng/mL", "uIU/mL", "pg/mL"],
  },
  fL: { forms: ["fL", "fl"], spelled: "femtoliters", mistaken: ["pg", "%"] },
  pg: { forms: ["pg"], spelled: "picograms", mistaken: ["fL", "pg/mL", "ng/mL"] },
  "10^3/uL": {
    forms: ["x10E3/uL", "K/uL", "10^3/µL", "Thousand/uL", "×10³/µL", "10^9/L"],
    spelled: "thousand per microliter",
    mistaken: ["10^6/uL", "%", "g/dL"],
  },
  "10^6/uL": {
    forms: ["x10E6/uL", "M/uL", "10^6/µL", "Million/uL", "×10⁶/µL", "10^12/L"],
    spelled: "million per microliter",
    mistaken: ["10^3/uL", "%", "g/dL"],
  },
  "cells/uL": {
    forms: ["cells/uL", "cells/µL"],
    spelled: "cells per microliter",
    mistaken: ["10^3/uL", "%"],
  },
  "mg/g": {
    forms: ["mg/g", "mg/g creat"],
    spelled: "milligrams per gram",
    mistaken: ["mg/dL", "g/dL"],
  },
  "mm/h": {
    forms: ["mm/h", "mm/hr"],
    spelled: "millimeters per hour",
    mistaken: ["mg/L", "mg/dL"],
  },
  "mL/min": {
    forms: ["mL/min/1.73m2", "mL/min/1.73 m²", "mL/min/1.73"],
    spelled: "milliliters per minute",
    mistaken: ["mg/dL", "umol/L"],
  },
}

export function unitOf(id: string): Unit {
  const unit = UNITS[id]
  if (!unit) throw new Error(`No such unit: ${id}`)
  return unit
}
