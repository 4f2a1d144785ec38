import { dateAt } from "./dates.ts"
import type { Item, NumberItem } from "./items.ts"
import { numberInWordsAt } from "./number-words.ts"
import { negative } from "./two-readings.ts"
import { timeUnitAt, unitAt } from "./units.ts"

const WORD = /[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*/uy
// Repetitions are bounded, so that no row of digits is read again and again.
const GROUPED = /[1-9]\d{0,2}(?:,\d{3}){1,4}(?:\.\d{1,6})?(?!,?\d)/y
const POINTED = /[1-9]\d{0,2}(?:\.\d{3}){2,4}(?:,\d{1,6})?(?!\.?\d)/y
// A tab parts columns: only real spaces group digits.
const SPACED = /[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3}){1,4}(?:[.,]\d{1,6})?(?![\d])/y
const COMMA = /\d+,\d+(?![,.]?\d)/y
const PLAIN = /\d+(?:\.\d+)?/y
const CLOCK = /\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?(?![a-z]))?|\d{1,2} ?[ap]\.?m\.?(?![a-z])/y
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"]{1,500}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/y
const PHONE = /\+?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)/y
const FLAG = /[ \t]?[[(]?(HIGH|LOW|High|Low|HH|LL|HI|LO|H|L|\*|↑|↓)[\])]?(?=\s|$|[,;.)|"])/y
const DATE_WORD = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/

const at = (expression: RegExp, text: string, from: number): string | null => {
  expression.lastIndex = from
  return expression.exec(text)?.[0] ?? null
}

type Read = { value: number; otherwise?: number; decimals: number; end: number }

/** Reads digits: thousands with commas, points or (where `spaced`) spaces; decimal point or comma. */
function digitsAt(
  text: string,
  written: string,
  from: number,
  spaced: boolean,
  columns: boolean,
): Read {
  const decimalsOf = (digits: string, mark: string) =>
    digits.includes(mark) ? digits.length - digits.lastIndexOf(mark) - 1 : 0
  if (columns) {
    const plain = at(PLAIN, text, from) ?? text.charAt(from)
    return { value: Number(plain), decimals: decimalsOf(plain, "."), end: from + plain.length }
  }
  // The 1 of `IGF-1 247` belongs to the name.
  const named = /[a-z]-/.test(text.slice(Math.max(0, from - 2), from))
  const space = spaced && !named ? at(SPACED, written, from) : null
  if (space) {
    const plain = space.replace(/[^\d.,]/g, "").replace(",", ".")
    return { value: Number(plain), decimals: decimalsOf(plain, "."), end: from + space.length }
  }
  const grouped = at(GROUPED, text, from)
  if (grouped) {
    const plain = grouped.replaceAll(",", "")
    const comma = /^\d+,\d{3}$/.test(grouped) ? Number(grouped.replace(",", ".")) : undefined
    return {
      value: Number(plain),
      ...(comma === undefined ? {} : { otherwise: comma }),
      decimals: decimalsOf(plain, "."),
      end: from + grouped.length,
    }
  }
  const pointed = at(POINTED, text, from)
  if (pointed) {
    const plain = pointed.replaceAll(".", "").replace(",", ".")
    return { value: Number(plain), decimals: decimalsOf(plain, "."), end: from + pointed.length }
  }
  const comma = at(COMMA, text, from)
  if (comma) {
    const plain = comma.replace(",", ".")
    return { value: Number(plain), decimals: decimalsOf(plain, "."), end: from + comma.length }
  }
  const plain = at(PLAIN, text, from) ?? text.charAt(from)
  return { value: Number(plain), decimals: decimalsOf(plain, "."), end: from + plain.length }
}

/** Where a unit may begin behind a number: after spaces, a dash, a cell border, a key of JSON. */
const GAP =
  /"?[ \t]{0,3}[,;]?[ \t]{0,3}"?(?:units?|uom)"?[ \t]{0,3}[:=][ \t]{0,3}"?|","|[-;,]| {0,8}(?:\| {0,4}|\()?/y
/** A flag of some labs: `218 + mg/dL`. */
const SIGNED = / ([+-]) {1,4}(?=\S)/y

function withUnit(folded: string, text: string, number: NumberItem): NumberItem {
  let from = number.numberEnd
  FLAG.lastIndex = from
  const flag = FLAG.exec(text)
  const flagged: NumberItem["flag"] = flag
    ? /^(h|↑)/i.test(flag[1] ?? "")
      ? "high"
      : /^(l|↓)/i.test(flag[1] ?? "")
        ? "low"
        : undefined
    : undefined
  const result = flagged ? { ...number, flag: flagged } : number
  if (flag) from += flag[0].length
  const gap = at(GAP, folded, from) ?? ""
  const found = unitAt(folded, from + gap.length)
  // `178 (mg/dL)` closes behind the unit; `178 (g…` opens something else. `"unit"` is a key of JSON.
  const closed = !gap.endsWith("(") || folded.charAt(found?.end ?? 0) === ")"
  const behind = folded.slice(found?.end ?? 0, (found?.end ?? 0) + 4)
  const key = /^" {0,2}:/.test(behind) && !gap.includes(":")
  if (found && closed && !key) return { ...result, unit: found.unit, end: found.end }
  const sign = at(SIGNED, folded, from)
  const signed = sign ? unitAt(folded, from + sign.length) : null
  if (sign && signed) {
    return {
      ...result,
      flag: sign.includes("+") ? "high" : "low",
      unit: signed.unit,
      end: signed.end,
    }
  }
  if (flag) return result
  for (const gap of ["", " ", "-", "  "]) {
    const end = folded.startsWith(gap, from) ? timeUnitAt(folded, from + gap.length) : null
    if (end !== null) return { ...result, time: true, end }
  }
  return result
}

/**
 * Cuts a text into words, numbers with their units, dates and signs; `folded` is the text folded.
 * `spaced` reads `1 200` as one number, which a flattened table would not survive.
 */
export function scan(text: string, folded: string, spaced: boolean): Item[] {
  const items: Item[] = []
  let from = 0
  // In `"LDL",178,mg/dL,0,100` a comma parts columns.
  let columns = !spaced && folded.startsWith('"')
  while (from < folded.length) {
    const code = folded.charCodeAt(from)
    if (code === 32) {
      from += 1
      continue
    }
    const item = itemAt(text, folded, from, spaced, columns, items.at(-1))
    items.push(item)
    if (code === 10) columns = !spaced && folded.charAt(from + 1) === '"'
    from = Math.max(item.end, from + 1)
  }
  return items
}

function itemAt(
  text: string,
  folded: string,
  from: number,
  spaced: boolean,
  columns: boolean,
  before: Item | undefined,
): Item {
  const code = folded.charCodeAt(from)
  const digit = code >= 48 && code <= 57
  if (digit || code === 43 || code === 40) {
    const phone = at(PHONE, folded, from)
    if (phone) return { type: "other", start: from, end: from + phone.length }
  }
  if (digit) return numberAt(text, folded, from, spaced, columns)
  // `.98`
  if (
    code === 46 &&
    /^\d/.test(folded.charAt(from + 1)) &&
    /^[ (:=<>]?$/.test(folded.charAt(from - 1))
  ) {
    const number = numberAt(text, folded, from + 1, false, columns)
    const { numberEnd = from } = number.type === "number" ? number : {}
    const value = Number(folded.slice(from, numberEnd))
    if (number.type === "number" && Number.isFinite(value)) {
      return { ...number, start: from, value, decimals: numberEnd - from - 1 }
    }
  }
  // A minus or a plus only where nothing stands before it that it could follow as a dash.
  if (code === 45 && /^\d/.test(folded.charAt(from + 1)) && mayBeMinus(folded, from, before)) {
    const number = numberAt(text, folded, from + 1, spaced, columns)
    if (number.type === "number") return negative(number, from)
  }
  if (code === 43 && /^\d/.test(folded.charAt(from + 1)) && mayBeMinus(folded, from, before)) {
    const number = numberAt(text, folded, from + 1, spaced, columns)
    if (number.type === "number") return { ...number, start: from, plus: true }
  }
  return wordAt(text, folded, from)
}

function mayBeMinus(folded: string, from: number, before: Item | undefined): boolean {
  const last = folded.charAt(from - 1)
  if (last !== " " && last !== "(") return false
  return (
    before !== undefined &&
    before.type !== "number" &&
    before.type !== "date" &&
    !(before.type === "sign" && before.sign === "\n")
  )
}

function numberAt(
  text: string,
  folded: string,
  from: number,
  spaced: boolean,
  columns: boolean,
): Item {
  const date = dateAt(folded, from)
  if (date) return { type: "date", start: from, ...date }
  const clock = at(CLOCK, folded, from)
  if (clock) return { type: "other", start: from, end: from + clock.length }
  const { end, ...read } = digitsAt(folded, text, from, spaced, columns)
  const number: NumberItem = { type: "number", start: from, end, numberEnd: end, ...read }
  const ordinal = /(?:st|nd|rd|th)(?![a-z])/y
  ordinal.lastIndex = end
  if (ordinal.exec(folded)) return { ...number, ordinal: true, end: end + 2, numberEnd: end + 2 }
  return withUnit(folded, text, number)
}

function wordAt(text: string, folded: string, from: number): Item {
  const word = at(WORD, folded, from)
  if (!word) return { type: "sign", start: from, end: from + 1, sign: folded.charAt(from) }
  const end = from + word.length
  if (word.startsWith("http") || word.startsWith("www") || folded.charAt(end) === "@") {
    const address = at(ADDRESS, folded, from)
    if (address) return { type: "other", start: from, end: from + address.length }
  }
  if (DATE_WORD.test(word)) {
    const date = dateAt(folded, from)
    if (date) return { type: "date", start: from, ...date }
  }
  const spoken = numberInWordsAt(folded, from)
  if (spoken) {
    return withUnit(folded, text, {
      type: "number",
      start: from,
      inWords: true,
      numberEnd: spoken.end,
      ...spoken,
    })
  }
  const written = text.slice(from, end)
  const capital = written.charAt(0) !== folded.charAt(from) && /\p{Lu}/u.test(written.charAt(0))
  return {
    type: "word",
    start: from,
    end,
    word,
    capital,
    upper: capital && written === written.toUpperCase(),
  }
}
