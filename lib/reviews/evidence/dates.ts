import type { DateItem, DateReading } from "./items.ts"
import type { DateOrder } from "./types.ts"

type Read = Pick<DateItem, "readings" | "orders" | "end">

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
const NAME =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\\.?"
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?"
const YEAR = "(\\d{4}|'\\d\\d)"
const TIME =
  "(?:(?:t| |, | at )\\d{1,2}:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?: ?z| ?[ap]\\.?m\\b\\.?|[+-]\\d\\d:?\\d\\d)?)?"

const YEAR_FIRST = new RegExp(`(\\d{4})([-/.])(\\d{1,2})(?:\\2(\\d{1,2})${TIME})?(?![\\d])`, "y")
const NUMBERS = new RegExp(
  `(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d)${TIME}(?![\\d])`,
  "y",
)
/** `3/14`, which is a day only behind words that want one: else it is a share or a pressure. */
const WITHOUT_YEAR =
  /(\d{1,2})\/(\d{1,2})(?![\d/%]|[.,]\d| ?[a-z]*(?:points?|tab|pill|cup|dose|teasp|tbsp|tsp|of)\b)/y
const AT_WORK = /\b(?:dated|drawn|collected|received|reported|resulted)(?: on)?:? $/
const ON_A_DAY = /\b(?:on|since|until) $/
/** `on 1/2`: half of something. */
const isShare = (one: number, other: number) => one < other && other <= 4
const MONTH_YEAR = /(\d{1,2})\/((?:19|20)\d\d)(?!\d)/y
const DAY_FIRST = new RegExp(
  `${DAY}[ ./-]{1,2}(?:of )?${NAME}(?:[ ,./-]{1,2}${YEAR}(?!\\d)${TIME})?`,
  "y",
)
const GLUED_YEAR = "(?:[ -]?((?:19|20)\\d\\d)|(\\d\\d))(?!\\d)"
const DAY_GLUED = new RegExp(`(\\d{1,2})${NAME}${GLUED_YEAR}`, "y")
/** `14-Mar-26` and `14/Mar/26`, as laboratories print it. */
const SHORT_YEAR = new RegExp(`(\\d{1,2})[-/]${NAME}[-/](\\d\\d)(?!\\d)${TIME}`, "y")
/** `2026 March 14` and `2026-Mar-14`, and not `in 2026. March 14`. */
const YEAR_THEN_NAME = new RegExp(
  `((?:19|20)\\d\\d)[ ./-]${NAME}[ ./-]${DAY}(?![\\d.,/%]*\\d|%)${TIME}`,
  "y",
)
/** `20260314` and `202603140815`, as instruments write it. */
const COMPACT =
  /((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:t?[0-2]\d[0-5]\d(?:[0-5]\d)?z?)?(?![\d.,]*\d)/y
const MONTH_FIRST = new RegExp(
  `${NAME}[ -]{1,2}(?:the )?${DAY}(?![\\d.,/%]*\\d|%)(?:,? ?(?:, |-| )${YEAR}(?!\\d)${TIME})?`,
  "y",
)
const MONTH_ALONE = new RegExp(`${NAME}(?:,? (?:of )?)${YEAR}(?!\\d)`, "y")

const exec = (expression: RegExp, text: string, at: number) => {
  expression.lastIndex = at
  return expression.exec(text)
}
const monthOf = (name = "") => MONTHS.indexOf(name.slice(0, 3)) + 1
const yearOf = (written: string): number => {
  if (written.length === 4) return Number(written)
  const short = Number(written.replace("'", ""))
  // A lab's dates and birth dates: 26 is 2026, 54 is 1954.
  return short < 40 ? 2000 + short : 1900 + short
}

const isYear = (year: number) => year >= 1900 && year < 2200

function day(year: number | undefined, month: number, date: number): DateReading[] {
  if (month < 1 || month > 12 || date < 1 || date > 31) return []
  if (year !== undefined && !isYear(year)) return []
  return [year === undefined ? { month, day: date } : { year, month, day: date }]
}

function inNumbers(text: string, at: number): Read | null {
  const iso = exec(YEAR_FIRST, text, at)
  if (iso) {
    const [year, month] = [Number(iso[1]), Number(iso[3])]
    if (iso[4]) return { readings: day(year, month, Number(iso[4])), end: at + iso[0].length }
    // `2000/10` is a fraction and `2000.5` a number: a month alone needs the dash.
    const alone = iso[2] === "-" && (iso[3] ?? "").length === 2
    if (!alone || !isYear(year) || month < 1 || month > 12) return null
    return { readings: [{ year, month }], end: at + iso[0].length }
  }
  const plain = exec(NUMBERS, text, at)
  if (plain) {
    const [one, other, year] = [Number(plain[1]), Number(plain[3]), yearOf(plain[4] ?? "")]
    const monthFirst = day(year, one, other)
    const dayFirst = one === other ? [] : day(year, other, one)
    // 14.10.2026 is written day first, 10/14/2026 month first; both are kept where both are days.
    const both: [DateReading[], DateOrder][] = [
      [monthFirst, "month-first"],
      [dayFirst, "day-first"],
    ]
    if (plain[2] === ".") both.reverse()
    return { ...readIn(both), end: at + plain[0].length }
  }
  const compact = exec(COMPACT, text, at)
  if (compact) {
    const readings = day(Number(compact[1]), Number(compact[2]), Number(compact[3]))
    return { readings, end: at + compact[0].length }
  }
  const month = exec(MONTH_YEAR, text, at)
  if (month && Number(month[1]) >= 1 && Number(month[1]) <= 12) {
    const readings = [{ year: Number(month[2]), month: Number(month[1]) }]
    return { readings, end: at + month[0].length }
  }
  return withoutYear(text, at)
}

/** All ways to read a day in numbers, and which order of day and month each of them has. */
const readIn = (both: [DateReading[], DateOrder][]) => ({
  readings: both.flatMap(([found]) => found),
  orders: both.flatMap(([found, order]) => found.map(() => order)),
})

function withoutYear(text: string, at: number): Read | null {
  const found = exec(WITHOUT_YEAR, text, at)
  if (!found) return null
  const [one, other] = [Number(found[1]), Number(found[2])]
  const before = text.slice(Math.max(0, at - 20), at)
  if (!AT_WORK.test(before) && (!ON_A_DAY.test(before) || isShare(one, other))) return null
  const read = readIn([
    [day(undefined, one, other), "month-first"],
    [one === other ? [] : day(undefined, other, one), "day-first"],
  ])
  return read.readings.length === 0 ? null : { ...read, end: at + found[0].length }
}

/**
 * The date that begins at `at` of a folded text, with all ways to read it; null when there is none. What
 * is written like a date and is none (`October 44, 2026`) has no readings.
 */
export function dateAt(text: string, at: number): Read | null {
  const digit = text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57
  if (digit) {
    const numbers = inNumbers(text, at)
    if (numbers) return numbers
    const yearFirst = exec(YEAR_THEN_NAME, text, at)
    if (yearFirst) {
      const readings = day(Number(yearFirst[1]), monthOf(yearFirst[2]), Number(yearFirst[3]))
      return { readings, end: at + yearFirst[0].length }
    }
    const found =
      exec(SHORT_YEAR, text, at) ?? exec(DAY_FIRST, text, at) ?? exec(DAY_GLUED, text, at)
    if (!found) return null
    const year = found[3] ?? found[4]
    const readings = day(year ? yearOf(year) : undefined, monthOf(found[2]), Number(found[1]))
    if (readings.length === 0 && !year) return null
    return { readings, end: at + found[0].length }
  }
  const alone = exec(MONTH_ALONE, text, at)
  if (alone) {
    const year = yearOf(alone[2] ?? "")
    // `may 5000 IU` is no month.
    if (!isYear(year) && alone[1] === "may") return null
    const readings = isYear(year) ? [{ year, month: monthOf(alone[1]) }] : []
    return { readings, end: at + alone[0].length }
  }
  const found = exec(MONTH_FIRST, text, at)
  if (!found) return null
  const readings = day(found[3] ? yearOf(found[3]) : undefined, monthOf(found[1]), Number(found[2]))
  if (readings.length === 0 && !found[3] && !/(?:st|nd|rd|th)$/.test(found[0])) return null
  return { readings, end: at + found[0].length }
}

/** Whether two readings can be the same day, as far as both say. */
export function agree(one: DateReading, other: DateReading): boolean {
  return (
    (one.year === undefined || other.year === undefined || one.year === other.year) &&
    (one.month === undefined || other.month === undefined || one.month === other.month) &&
    (one.day === undefined || other.day === undefined || one.day === other.day)
  )
}

/** A number by which days sort; what a reading does not tell is least. */
export const dayNumber = ({ year = 0, month = 0, day = 0 }: DateReading): number =>
  year * 10_000 + month * 100 + day

/** The reading of `YYYY-MM-DD`; null for anything else. */
export function readDay(text: string | null | undefined): DateReading | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(text ?? "")
  return found ? { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) } : null
}

/** Such as `October 14, 2026`. */
export function dayInWords({ year, month, day }: DateReading): string {
  const name = month ? (FULL[month - 1] ?? "") : ""
  const first = [name, day].filter(Boolean).join(" ")
  return [first, year].filter(Boolean).join(day ? ", " : " ")
}

const FULL = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
]
