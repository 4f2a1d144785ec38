/** Something that clients take. The corpus's own list: the check has none. */
export type Remedy = {
  id: string
  /** As a chart prints it. */
  printed: string[]
  /** As a draft says it. */
  spoken: string[]
  amounts: number[]
  /** Ways to write the unit, the usual one first. */
  units: string[]
  /** The same in another unit, exactly. */
  other?: { units: string[]; per: number; digits: number }
}

const MG = ["mg", "milligrams"]
const GRAMS = { units: ["g", "grams"], per: 1000, digits: 2 }

export const REMEDIES: Remedy[] = [
  {
    id: "d3",
    printed: ["Vitamin D3", "Vitamin D", "VITAMIN D3"],
    spoken: ["vitamin D3", "vitamin D"],
    amounts: [1000, 2000, 4000, 5000, 10000],
    units: ["IU", "iu", "units"],
  },
  {
    id: "mag",
    printed: ["Magnesium glycinate", "Magnesium"],
    spoken: ["magnesium glycinate", "magnesium"],
    amounts: [120, 200, 300, 400],
    units: MG,
    other: GRAMS,
  },
  {
    id: "oil",
    printed: ["Fish oil", "Fish Oil"],
    spoken: ["fish oil"],
    amounts: [1000, 1200, 2000, 3000],
    units: MG,
    other: GRAMS,
  },
  {
    id: "levo",
    printed: ["Levothyroxine", "levothyroxine sodium"],
    spoken: ["levothyroxine"],
    amounts: [50, 75, 88, 112, 125],
    units: ["mcg", "µg", "ug"],
    other: { units: ["mg"], per: 1000, digits: 3 },
  },
  {
    id: "metf",
    printed: ["Metformin", "Metformin HCl"],
    spoken: ["metformin"],
    amounts: [500, 850, 1000],
    units: MG,
    other: GRAMS,
  },
  {
    id: "q10",
    printed: ["Coenzyme Q10"],
    spoken: ["coenzyme Q10"],
    amounts: [100, 200, 300],
    units: MG,
  },
  {
    id: "berb",
    printed: ["Berberine"],
    spoken: ["berberine"],
    amounts: [500, 1000, 1500],
    units: MG,
    other: GRAMS,
  },
  {
    id: "rosu",
    printed: ["Rosuvastatin", "rosuvastatin calcium"],
    spoken: ["rosuvastatin"],
    amounts: [5, 10, 20],
    units: MG,
  },
  {
    id: "biot",
    printed: ["Biotin"],
    spoken: ["biotin"],
    amounts: [1000, 2500, 5000],
    units: ["mcg", "µg", "micrograms"],
    other: { units: ["mg"], per: 1000, digits: 1 },
  },
  {
    id: "psyl",
    printed: ["Psyllium husk", "Psyllium"],
    spoken: ["psyllium"],
    amounts: [3, 5, 10],
    units: ["g", "grams"],
  },
]

/** What one client takes, and how much of it. */
export type Dose = { remedy: Remedy; amount: number }
