/** A value as a report prints it. */
export type Reported = {
  number: number
  /** When only a side is known: `above` for `>1000`, `below` for `<0.5`. */
  bound: "above" | "below" | null
  /** What else stands behind the number, without flags and brackets: a unit or a remark; mostly empty. */
  rest: string
}

/** A flag may stand before the number, and what else stands there is no value. */
const REPORTED =
  /^\s*(?:[*†‡§#!↑↓]+|(?:h{1,3}|l{1,3}|hi|lo|high|low|critical|crit|panic|abnormal|abn)(?=[\s:]):?)?\s*(?<sign>[<>≤≥]=?)?\s*(?<number>[+-]?\d[\d.,]*(?:\s\d{3}(?!\d))*(?:[.,]\d+)?)\s*(?<rest>[^\d\s.,].*)?$/is

/** A range, a ratio or a power begins so behind its first number. */
const SECOND_NUMBER = /^[-\u2013\u2014:/+^]\s*\d/
const BRACKETS = /\([^)]*\)|\[[^\]]*\]/g
const FLAGS =
  /(?<!\S)(?:h{1,3}|l{1,3}|hi|lo|high|low|critical|crit|panic|alert|abnormal|abn|a{1,2}|c[hl]?)(?!\S)|[*†‡§#!↑↓]+/gi

/** Reads `6.9`, `6,9`, `1,200`, `6.9 H`, `*6.9`, `6.9 (H)`, `6.9 mmol/L`, `>1000`. Null where there is no one number. */
export function reportedValue(value: number | string): Reported | null {
  if (typeof value === "number") {
    return Number.isFinite(value) ? { number: value, bound: null, rest: "" } : null
  }
  const { sign = "", number = "", rest = "" } = REPORTED.exec(value)?.groups ?? {}
  if (SECOND_NUMBER.test(rest)) return null
  const digits = number.replace(/\s/g, "")
  const thousands = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(digits)
  const plain = thousands ? digits.replaceAll(",", "") : digits.replace(",", ".")
  if (plain === "" || !Number.isFinite(Number(plain))) return null
  const bound = /[>≥]/.test(sign) ? "above" : /[<≤]/.test(sign) ? "below" : null
  const besides = rest.replaceAll(BRACKETS, " ").replaceAll(FLAGS, " ").trim()
  return { number: Number(plain), bound, rest: besides }
}
