import { plainDigits } from "./digits.ts"

const SPACES = /[\u00a0\u1680\u2000-\u200a\u2028\u202f\u205f\u3000\t\v\f\r]/
const DASHES = /[\u2010-\u2015\u2212\u207b\ufe58\ufe63\uff0d]/
const APOSTROPHES = /[\u2018\u2019\u02bc\u2032\uff07]/

/** One UTF-16 unit for one: only what has a plain twin changes. */
function foldUnit(unit: string): string {
  if (SPACES.test(unit)) return " "
  if (DASHES.test(unit)) return "-"
  if (APOSTROPHES.test(unit)) return "'"
  // Both micro signs: labs write µg, μg and ug.
  if (unit === "\u00b5" || unit === "\u03bc") return "u"
  if (unit === "\u2022" || unit === "\u2219") return "\u00b7"
  const bare = unit.normalize("NFKD").replace(/\p{M}/gu, "")
  // Superscripts stay: 10³ is not 103.
  const plain = bare.length === 1 && !/[\u00b2\u00b3\u00b9\u2070-\u2079]/.test(unit) ? bare : unit
  const lower = plain.toLowerCase()
  return lower.length === 1 ? lower : plain
}

const seen = new Map<string, string>()

/**
 * Lower case, plain spaces, dashes, apostrophes and letters without accents, at the length of the text:
 * an offset in the answer is the same offset in the text.
 */
export function fold(written: string): string {
  const text = plainDigits(written)
  let answer = ""
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at)
    if (unit < "\u0080") {
      answer += unit === "\t" || unit === "\r" || unit === "\v" || unit === "\f" ? " " : unit
      continue
    }
    let folded = seen.get(unit)
    if (folded === undefined) {
      folded = foldUnit(unit)
      if (seen.size < 4_000) seen.set(unit, folded)
    }
    answer += folded
  }
  // ASCII letters only: toLowerCase may change the length of others.
  return answer.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
