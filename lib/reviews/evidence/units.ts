import { BODY_UNITS } from "./body-units.ts"

/** A unit of measurement: what it measures, and how much of the base unit one of it is. */
export type Unit = {
  /** Units of one dimension can be converted into each other. */
  dimension: string
  factor: number
}

const PREFIXES: Record<string, number> = {
  "": 1,
  d: 1e-1,
  c: 1e-2,
  m: 1e-3,
  u: 1e-6,
  mc: 1e-6,
  n: 1e-9,
  p: 1e-12,
  f: 1e-15,
  k: 1e3,
  deci: 1e-1,
  centi: 1e-2,
  milli: 1e-3,
  micro: 1e-6,
  nano: 1e-9,
  pico: 1e-12,
  femto: 1e-15,
  kilo: 1e3,
}

const BASES: Record<string, string> = {
  g: "mass",
  gm: "mass",
  gram: "mass",
  mol: "amount",
  mole: "amount",
  // mEq equals mmol for the ions a lab gives in it (sodium, potassium, chloride, bicarbonate).
  eq: "amount",
  equivalent: "amount",
  iu: "activity",
  u: "activity",
  unit: "activity",
  "international unit": "activity",
  osm: "osmoles",
  kat: "catalysis",
}

// A sticky expression each, of bounded length: no text makes them slow.
const PERCENT = /(?:%|percent\b|per cent\b|pct\b)(?! points?\b)/y
const COUNTS =
  /(?:[x*×·] ?)?10 ?(?:\^|\*{1,2}|e)? ?(3|6|9|12|³|⁶|⁹|¹²) ?(?:cells ?)?(?:\/|per) ?(ul|mcl|cumm|cmm|mm3|mm³|ml|l|microliter|microlitre|liter|litre)(?![a-z0-9])/y
const SHORT_COUNTS =
  /(k|m|t|th|thou|thousand|thousands|mil|mill|million|cells?)? ?(?:\/|per) ?(ul|mcl|cumm|cmm|mm3|mm³|microliter|microlitre)(?![a-z0-9])/y
const PER_VOLUME =
  /(d|c|mc|m|u|n|p|f|k)?(gm?|mol|eq|iu|units?|u|osm|kat)(?: ?\/ ?| per )(mc|d|c|m|u|n)?(l)(?![a-z0-9])/y
const IN_WORDS =
  /(milli|micro|nano|pico|femto|kilo)?[ -]?(grams?|moles?|mols?|equivalents?|international units?|units?) per (milli|deci|micro|centi)?(?:lit(?:er|re)s?)(?![a-z])/y
/** Units in words that are no share of a volume, and how they are written short. */
const SPOKEN: [RegExp, Unit][] = [
  [/milli-?moles? per mole?(?![a-z])/y, { dimension: "mmol/mol", factor: 1 }],
  [/milli-?grams? per milli-?moles?(?![a-z])/y, { dimension: "mg/mmol", factor: 1 }],
  [/milli-?grams? per grams?(?![a-z])/y, { dimension: "mass ratio", factor: 1e-3 }],
  [/micro-?grams? per grams?(?![a-z])/y, { dimension: "mass ratio", factor: 1e-6 }],
  [/milli-?met(?:er|re)s? per hour(?![a-z])/y, { dimension: "sedimentation", factor: 1 }],
  [
    /milli-?lit(?:er|re)s? per minute(?: per [^,.;]{1,30}met(?:er|re)s?(?: squared)?)?(?![a-z])/y,
    { dimension: "clearance", factor: 1 },
  ],
  [/milli-?osmoles? per kilo-?grams?(?![a-z])/y, { dimension: "osmolality", factor: 1 }],
  // Of cells in blood: 0.42 L/L is 42 %.
  [/l ?\/ ?l(?![a-z0-9])/y, { dimension: "percent", factor: 100 }],
  [/femto-?lit(?:er|re)s?(?![a-z])/y, { dimension: "volume", factor: 1e-15 }],
  ...BODY_UNITS,
]
const PLAIN = new RegExp(
  `(${[
    "ml ?/ ?min ?/ ?1[.,]73 ?(?:m2|m²|m\\^2|sq ?m)?",
    "ml ?/ ?min(?:ute)?",
    "milliliters per minute",
    "mm ?/ ?(?:hour|hr|h)",
    "mmol ?/ ?mol",
    "mg ?/ ?mmol",
    "(?:mg|mcg|ug) ?/ ?g",
    "mosm ?/ ?kg",
    "mm ?hg",
    "milligrams?|micrograms?|grams?|kilograms?|international units?|units?",
    "mcg|mg|ug|kg|g|iu|u",
    "femtoliters?|fl",
    "picograms?|pg",
    "kcal|calories",
  ].join("|")})(?![a-z0-9/])`,
  "y",
)
const OTHER =
  /[a-z]{1,8} ?\/ ?(?:[dcmun]?l|[mun]?mol|[mu]?g|kg|day|d|week|wk|hour|hr|h|min|hpf|lpf|m2|serving)(?![a-z0-9])/y
const TIME =
  /(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|nights?|weeks?|wks?|months?|mos?|years?|yrs?|decades?)(?![a-z])/y

const PLAIN_UNITS: [RegExp, Unit][] = [
  [/^ml ?\/ ?min|^milliliters per/, { dimension: "clearance", factor: 1 }],
  [/^mm ?\/ ?h/, { dimension: "sedimentation", factor: 1 }],
  [/^mmol ?\/ ?mol/, { dimension: "mmol/mol", factor: 1 }],
  [/^mg ?\/ ?mmol/, { dimension: "mg/mmol", factor: 1 }],
  [/^mg ?\/ ?g/, { dimension: "mass ratio", factor: 1e-3 }],
  [/^(mcg|ug) ?\/ ?g/, { dimension: "mass ratio", factor: 1e-6 }],
  [/^mosm/, { dimension: "osmolality", factor: 1 }],
  [/^mm ?hg/, { dimension: "pressure", factor: 1 }],
  [/^(mg|milligram)/, { dimension: "mass", factor: 1e-3 }],
  [/^(mcg|ug|microgram)/, { dimension: "mass", factor: 1e-6 }],
  [/^(pg|picogram)/, { dimension: "mass", factor: 1e-12 }],
  [/^(kg|kilogram)/, { dimension: "mass", factor: 1e3 }],
  [/^g/, { dimension: "mass", factor: 1 }],
  [/^(iu|u|international|unit)/, { dimension: "activity", factor: 1 }],
  [/^f/, { dimension: "volume", factor: 1e-15 }],
]

const volumeOf = (unit: string): number => {
  if (/^(ul|mcl|cumm|cmm|mm3|mm³|microli)/.test(unit)) return 1e-6
  return unit === "ml" ? 1e-3 : 1
}

function match(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at
  return expression.exec(text)
}

function counted(text: string, at: number): { unit: Unit; end: number } | null {
  const long = match(COUNTS, text, at)
  if (long) {
    const power = { "³": 3, "⁶": 6, "⁹": 9, "¹²": 12 }[long[1] ?? ""] ?? Number(long[1])
    const factor = 10 ** power / volumeOf(long[2] ?? "")
    return { unit: { dimension: "count/volume", factor }, end: at + long[0].length }
  }
  const short = match(SHORT_COUNTS, text, at)
  if (!short) return null
  const scale = /^(k|t)/.test(short[1] ?? "") ? 1e3 : /^m/.test(short[1] ?? "") ? 1e6 : 1
  const factor = scale / volumeOf(short[2] ?? "")
  return { unit: { dimension: "count/volume", factor }, end: at + short[0].length }
}

function perVolume(text: string, at: number): { unit: Unit; end: number } | null {
  const short = match(PER_VOLUME, text, at) ?? match(IN_WORDS, text, at)
  if (!short) return null
  const base = BASES[(short[2] ?? "").replace(/s$/, "")] ?? "amount"
  const factor = (PREFIXES[short[1] ?? ""] ?? 1) / (PREFIXES[short[3] ?? ""] ?? 1)
  return { unit: { dimension: `${base}/volume`, factor }, end: at + short[0].length }
}

/** The unit that begins at `at` of a folded text, or null. Spans of time are no unit here. */
export function unitAt(text: string, at: number): { unit: Unit; end: number } | null {
  const percent = match(PERCENT, text, at)
  if (percent) return { unit: { dimension: "percent", factor: 1 }, end: at + percent[0].length }
  const found = counted(text, at) ?? perVolume(text, at)
  if (found) return found
  for (const [expression, unit] of SPOKEN) {
    const spoken = match(expression, text, at)
    if (spoken) return { unit, end: at + spoken[0].length }
  }
  const plain = match(PLAIN, text, at)
  if (plain) {
    const spelled = plain[1] ?? ""
    const [, unit] = PLAIN_UNITS.find(([start]) => start.test(spelled)) ?? []
    return {
      unit: unit ?? { dimension: spelled.replaceAll(" ", ""), factor: 1 },
      end: at + plain[0].length,
    }
  }
  const other = match(OTHER, text, at)
  if (!other) return null
  return {
    unit: { dimension: `other ${other[0].replaceAll(" ", "")}`, factor: 1 },
    end: at + other[0].length,
  }
}

/** The end of a span of time (`weeks`, `h`) that begins at `at` of a folded text, or null. */
export function timeUnitAt(text: string, at: number): number | null {
  const found = match(TIME, text, at)
  return found ? at + found[0].length : null
}
