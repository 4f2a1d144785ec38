import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { criticalValues } from "./critical.ts"
import { CRITICAL_LIMITS } from "./critical-limits.ts"
import { markerKey, unitKey } from "./marker-names.ts"
import { reportedValue } from "./reported-value.ts"

const sideOf = (marker: DraftBiomarker) => criticalValues([marker])[0]?.side ?? null

const limits = fc.constantFrom(...CRITICAL_LIMITS)
/** A limit, one of its markers' names and one of its units. */
const named = limits.chain((limit) =>
  fc.record({
    limit: fc.constant(limit),
    name: fc.constantFrom(limit.marker, ...limit.aliases),
    unit: fc.constantFrom(limit.unit, ...Object.keys(limit.also)),
  }),
)
const factorOf = (limit: (typeof CRITICAL_LIMITS)[number], unit: string) =>
  unit === limit.unit ? 1 : (limit.also[unit] ?? Number.NaN)

describe("the limits themselves", () => {
  test("name no marker twice", () => {
    const keys = CRITICAL_LIMITS.flatMap((limit) => [
      ...new Set([limit.marker, ...limit.aliases].map(markerKey)),
    ])
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  test("have a low below their high, one of them at least, and factors that convert", () => {
    for (const { marker, low, high, also } of CRITICAL_LIMITS) {
      expect(low !== undefined || high !== undefined, marker).toBe(true)
      expect(low ?? 0, marker).toBeLessThan(high ?? Number.POSITIVE_INFINITY)
      for (const factor of Object.values(also)) expect(factor, marker).toBeGreaterThan(0)
    }
  })
})

describe("critical values", () => {
  test.each<[DraftBiomarker, "low" | "high" | null]>([
    [{ name: "Potassium", value: 6.8, unit: "mmol/L" }, "high"],
    [{ name: "Potassium, Serum", value: "6.2 H", unit: "mEq/L" }, "high"],
    [{ name: "potassium", value: 6.1, unit: "mmol/L" }, null],
    [{ name: "K+", value: "2,8", unit: "mmol/l" }, "low"],
    [{ name: "Glucose, Fasting", value: 540, unit: "mg/dL" }, "high"],
    [{ name: "Fasting Glucose", value: 5.5, unit: "mmol/L" }, null],
    [{ name: "Glucose", value: 2.2, unit: "mmol/L" }, "low"],
    [{ name: "Glucose, Urine", value: 540, unit: "mg/dL" }, null],
    [{ name: "Hemoglobin A1c", value: 11.2, unit: "%" }, "high"],
    [{ name: "HbA1c", value: 98, unit: "mmol/mol" }, "high"],
    [{ name: "HbA1c", value: 40, unit: "mmol/mol" }, null],
    [{ name: "Hemoglobin", value: 61, unit: "g/L" }, "low"],
    [{ name: "Hemoglobin", value: 14.1, unit: "g/dL" }, null],
    [{ name: "Platelet Count", value: "22", unit: "x10E3/uL" }, "low"],
    [{ name: "Platelets", value: "1,050", unit: "K/µL" }, "high"],
    [{ name: "WBC", value: 1900, unit: "cells/uL" }, "low"],
    [{ name: "Creatinine", value: 400, unit: "µmol/L" }, "high"],
    [{ name: "Total Bilirubin", value: "> 20", unit: "mg/dL" }, "high"],
    [{ name: "CRP", value: "<300", unit: "mg/L" }, null],
    [{ name: "Troponin I", value: 0.4, unit: "ng/mL" }, "high"],
    [{ name: "INR", value: 5.6 }, "high"],
    [{ name: "TSH", value: 62.1, unit: "uIU/mL" }, "high"],
    // As labs print it: with the unit, a flag in brackets, the range, a remark, both names.
    [{ name: "Potassium", value: "6.8 mmol/L" }, "high"],
    [{ name: "Potassium", value: "6.8 mmol/L H", unit: "" }, "high"],
    [{ name: "Potassium", value: "6.8 mmol/L", unit: "mmol/L" }, "high"],
    [{ name: "Potassium", value: "6.8 (H)", unit: "mmol/L" }, "high"],
    [{ name: "Potassium", value: "6.8[HH]", unit: "mmol/L" }, "high"],
    [{ name: "Potassium", value: "6.8 ↑", unit: "mmol/L" }, "high"],
    [{ name: "Potassium", value: "6.8 crit", unit: "mmol/L" }, "high"],
    [{ name: "Potassium", value: "6.8 † (3.5-5.1)", unit: "mmol/L" }, "high"],
    [{ name: "Potassium", value: "6.8 hemolyzed", unit: "mmol/L" }, "high"],
    [{ name: "Potassium", value: "4.1 (H)", unit: "mmol/L" }, null],
    [{ name: "Potassium (K)", value: 6.8, unit: "mmol/L" }, "high"],
    [{ name: "Hemoglobin A1c (HbA1c)", value: "14.5 %" }, "high"],
    [{ name: "Platelets", value: "15 x10^3/uL" }, "low"],
    [{ name: "Glucose", value: "30 mmol/L" }, "high"],
    [{ name: "Glucose (urine)", value: 540, unit: "mg/dL" }, null],
    [{ name: "Potassium", value: "260 mg/L" }, null],
    [{ name: "Potassium", value: "6.8 to 7.1", unit: "mmol/L" }, null],
    [{ name: "Platelets", value: "15 10^3/uL" }, null],
    // Units as laboratories and health records spell them.
    [{ name: "Platelets", value: 9, unit: "K/mcL" }, "low"],
    [{ name: "Platelets", value: 9, unit: "thou/mcL" }, "low"],
    [{ name: "Platelets", value: 9, unit: "x10(9)/L" }, "low"],
    [{ name: "Platelets", value: 9, unit: "10\u00b3/mm\u00b3" }, "low"],
    [{ name: "Platelets", value: 9, unit: "bil/L" }, "low"],
    [{ name: "Platelets", value: 9, unit: "G/L" }, "low"],
    [{ name: "Platelets", value: 9000, unit: "cells/mcL" }, "low"],
    [{ name: "Platelets", value: 250, unit: "K/mcL" }, null],
    [{ name: "Neutrophils", value: 0.3, unit: "%" }, null],
    [{ name: "Hemoglobin A1c", value: 14, unit: "% of total Hgb" }, "high"],
    [{ name: "Hemoglobin A1c", value: 14, unit: "percent" }, "high"],
    [{ name: "Hemoglobin A1c", value: 14, unit: "%{of total Hgb}" }, "high"],
    [{ name: "Hemoglobin A1c", value: 5.6, unit: "% of total Hgb" }, null],
    [{ name: "TSH", value: 120, unit: "m[IU]/L" }, "high"],
    [{ name: "TSH", value: 120, unit: "mcIU/mL" }, "high"],
    [{ name: "Creatinine", value: 9, unit: "mg/dL (calc)" }, "high"],
    [{ name: "Creatinine", value: 800, unit: "mcmol/L" }, "high"],
    [{ name: "Hemoglobin", value: 5.1, unit: "gm/dL" }, "low"],
    [{ name: "ALT", value: 1500, unit: "Units/L" }, "high"],
    [{ name: "Potassium", value: 6.9, unit: "mmol/L." }, "high"],
    // Names as blood counts have them.
    [{ name: "Plt Count", value: 9, unit: "K/uL" }, "low"],
    [{ name: "Leukocyte Count", value: 0.5, unit: "K/uL" }, "low"],
    [{ name: "White Blood Cell (WBC) Count", value: 0.5, unit: "K/uL" }, "low"],
    [{ name: "Neutrophil Count", value: 300, unit: "cells/uL" }, "low"],
    [{ name: "Neut Abs", value: 0.3, unit: "K/uL" }, "low"],
    [{ name: "ALAT", value: 1500, unit: "U/L" }, "high"],
    [{ name: "High Sensitivity Troponin T", value: 900, unit: "ng/L" }, "high"],
    // A flag before the number.
    [{ name: "Potassium", value: "*6.9", unit: "mmol/L" }, "high"],
    [{ name: "Potassium", value: "HIGH 6.9", unit: "mmol/L" }, "high"],
    [{ name: "Potassium", value: "H 6.9", unit: "mmol/L" }, "high"],
    [{ name: "Potassium", value: "H 4.1", unit: "mmol/L" }, null],
    // Nobody can tell the unit: high in all it may be, and low in one only.
    [{ name: "Glucose", value: 600 }, "high"],
    [{ name: "Glucose", value: 5.5 }, null],
    // A unit nobody knows is not guessed.
    [{ name: "Potassium", value: 260, unit: "mg/L" }, null],
    [{ name: "Potassium", value: "hemolyzed", unit: "mmol/L" }, null],
    [{ name: "Apolipoprotein B", value: 9999, unit: "mg/dL" }, null],
  ])("%j is %s", (marker, side) => {
    expect(sideOf(marker)).toBe(side)
  })

  test("say the limit in the unit of the value", () => {
    expect(criticalValues([{ name: "Glucose", value: 30, unit: "mmol/L" }])).toEqual([
      { name: "Glucose", value: 30, unit: "mmol/L", side: "high", limit: 26.9 },
    ])
    expect(criticalValues([{ name: "A1c", value: 120, unit: "mmol/mol" }])).toMatchObject([
      { limit: 85.8 },
    ])
  })

  test("are found by any name, in any unit: beyond the limit always, within it never", () => {
    fc.assert(
      fc.property(named, fc.double({ min: 0.01, max: 0.9, noNaN: true }), (one, part) => {
        const { limit, name, unit } = one
        const factor = factorOf(limit, unit)
        const marker = (value: number) => ({ name, unit, value: value / factor })
        if (limit.high !== undefined) {
          expect(sideOf(marker(limit.high * (1 + part)))).toBe("high")
          const within = Math.max(limit.high * (1 - part), (limit.low ?? 0) + limit.high * 0.001)
          expect(sideOf(marker(within))).toBeNull()
        }
        if (limit.low !== undefined) {
          expect(sideOf(marker(limit.low * (1 - part)))).toBe("low")
          expect(sideOf(marker(limit.low))).toBe("low")
        }
      }),
    )
  })

  test("do not change with the unit they are told in", () => {
    const pair = named.chain((one) =>
      fc.record({
        one: fc.constant(one),
        other: fc.constantFrom(one.limit.unit, ...Object.keys(one.limit.also)),
        value: fc.double({ min: 0, max: 5_000, noNaN: true }),
      }),
    )
    fc.assert(
      fc.property(pair, ({ one: { limit, name, unit }, other, value }) => {
        const near = [limit.low, limit.high].some(
          (edge) => edge !== undefined && Math.abs(value - edge) < edge * 1e-6,
        )
        fc.pre(!near)
        const told = (as: string) => sideOf({ name, unit: as, value: value / factorOf(limit, as) })
        expect(told(unit)).toBe(told(other))
      }),
    )
  })

  test("keep the report's order, each from its own marker, whatever else the report holds", () => {
    const marker = fc.record(
      {
        name: fc.oneof(fc.constantFrom("Potassium", "Sodium", "WBC", "CRP"), fc.string()),
        value: fc.oneof(fc.double(), fc.integer({ min: 0, max: 400 }), fc.string()),
        unit: fc.oneof(fc.constantFrom("mmol/L", "mg/L", "10^9/L", ""), fc.string()),
      },
      { requiredKeys: ["name", "value"] },
    )
    fc.assert(
      fc.property(fc.array(marker, { maxLength: 12 }), (markers) => {
        expect(criticalValues(markers)).toEqual(markers.flatMap((one) => criticalValues([one])))
      }),
    )
  })
})

describe("names, units and numbers of reports", () => {
  test("a unit is the same in all its spellings", () => {
    for (const spelling of [
      "x10E3/uL",
      "10*3/µL",
      "10^3/uL",
      "X 10^3 / ul",
      "10e3/uL",
      "10E+3/μL",
    ]) {
      expect(unitKey(spelling), spelling).toBe("10^3/ul")
    }
  })

  test("a number printed in a common form is read as that number", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.constantFrom("", "<", ">", "≥ ", "<= "),
        fc.constantFrom("", " H", " *", " high"),
        (hundredths, sign, flag) => {
          const number = hundredths / 100
          const us = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2 }).format(number)
          expect(reportedValue(`${sign}${us}${flag}`)?.number).toBe(number)
          expect(reportedValue(`${sign}${number.toFixed(2).replace(".", ",")}`)?.number).toBe(
            number,
          )
        },
      ),
    )
  })

  test("what is no number is none", () => {
    for (const text of [
      "",
      "  ",
      "positive",
      "1.2.3",
      "5-7",
      "120/80",
      "1:40",
      "see note 4",
      ",",
    ]) {
      expect(reportedValue(text), text).toBeNull()
    }
  })
})
