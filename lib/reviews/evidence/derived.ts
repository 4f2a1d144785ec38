import { inUnitOf } from "./compare.ts"
import type { MarkerFacts } from "./facts.ts"

type Formula = { of: string[]; unit?: string; from: (values: number[]) => number }

const ratio = (one: string, other: string): Formula => ({
  of: [one, other],
  from: ([top = 0, bottom = 0]) => top / bottom,
})
const MG_PER_DL = { dimension: "mass/volume", factor: 0.01 }

/** Figures that a draft may work out from those of the report, where the report has none of its own. */
const FORMULAS: Record<string, Formula[]> = {
  "non hdl": [
    { of: ["total cholesterol", "hdl"], unit: "mg/dL", from: ([all = 0, hdl = 0]) => all - hdl },
  ],
  "cholesterol ratio": [ratio("total cholesterol", "hdl")],
  "triglyceride ratio": [ratio("triglycerides", "hdl")],
  "ldl ratio": [ratio("ldl", "hdl")],
  "homa-ir": ["fasting glucose", "glucose"].flatMap((glucose) =>
    ["fasting insulin", "insulin"].map((insulin) => ({
      of: [glucose, insulin],
      from: ([sugar = 0, units = 0]: number[]) => (sugar * units) / 405,
    })),
  ),
  "bun ratio": [ratio("bun", "creatinine")],
  "average glucose": [
    { of: ["hba1c"], unit: "mg/dL", from: ([percent = 0]) => 28.7 * percent - 46.7 },
  ],
  "transferrin saturation": [
    {
      of: ["iron", "tibc"],
      unit: "%",
      from: ([iron = 0, capacity = 0]) => (iron / capacity) * 100,
    },
  ],
  globulin: [
    {
      of: ["total protein", "albumin"],
      unit: "g/dL",
      from: ([all = 0, albumin = 0]) => all - albumin,
    },
  ],
}

const UNIT_OF: Record<string, { dimension: string; factor: number }> = {
  "mg/dL": MG_PER_DL,
  "g/dL": { dimension: "mass/volume", factor: 10 },
  "%": { dimension: "percent", factor: 1 },
}

/** The figures that markers of the report give together, as facts of their own. */
export function derivedFacts(markers: Map<string, MarkerFacts>): MarkerFacts[] {
  return Object.entries(FORMULAS).flatMap(([id, formulas]): MarkerFacts[] => {
    if (markers.has(id)) return []
    for (const { of, unit, from } of formulas) {
      const parts = of.flatMap((part) => markers.get(part) ?? [])
      const firsts = parts.flatMap(({ values }) => values.slice(0, 1))
      if (firsts.length !== of.length || firsts.length === 0) continue
      const mass = unit === "g/dL" ? UNIT_OF["g/dL"] : MG_PER_DL
      const sizes = firsts.map(({ number }, index) =>
        number.unit?.dimension.endsWith("/volume") && number.unit.dimension !== "activity/volume"
          ? inUnitOf({ unit: mass }, number, of[index] ?? "")
          : number.value,
      )
      if (sizes.some((size) => size === null)) continue
      const value = from(sizes.map((size) => size ?? 0))
      if (!Number.isFinite(value)) continue
      const own = unit === undefined ? undefined : UNIT_OF[unit]
      const name = parts.map((part) => part.name).join(" and ")
      return [
        {
          id,
          name,
          derived: `It follows from ${name}: ${Number(value.toPrecision(4))}${unit ? ` ${unit}` : ""}.`,
          values: firsts.slice(0, 1).map(({ place }) => ({
            number: { value, decimals: 3, ...(own ? { unit: own } : {}) },
            place,
          })),
          words: [],
          earlier: [],
          beside: [],
          ranges: [],
          flags: [],
          mentions: firsts.map(({ place }) => place),
        },
      ]
    }
    return []
  })
}
