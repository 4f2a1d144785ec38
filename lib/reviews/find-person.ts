import type { DateOrder } from "./evidence/types.ts"

/** Letters and digits only, without accents or case: labs print names in many ways. */
const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

/** Whether all words of a name stand in a text, in any order. */
export function nameStandsIn(text: string, name: string): boolean {
  const words = new Set(plain(text).split(" "))
  const wanted = plain(name).split(" ").filter(Boolean)
  return wanted.length > 0 && wanted.every((word) => words.has(word))
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

/**
 * Whether a calendar day (`YYYY-MM-DD`) stands in a text, in any of the forms labs print. In numbers alone
 * 5/8 and 8/5 may be two people's days: which comes first is the clinic's way, where neither the day nor a
 * dot tells.
 */
export function dayStandsIn(text: string, day: string, order: DateOrder = "month-first"): boolean {
  const [year = "", month = "", date = ""] = day.split("-")
  const m = `0?${Number(month)}`
  const d = `0?${Number(date)}`
  const y = `(?:${year}|'?${year.slice(2)})`
  const name = `${MONTHS[Number(month) - 1]}[a-z]*\\.?`
  const either = Number(date) > 12
  const forms = [
    `${year}${month}${date}`,
    `${year}[-/.]${m}[-/.]${d}`,
    `${d}\\.${m}\\.${y}`,
    ...(either || order === "month-first" ? [`${m}[-/.]${d}[-/.]${y}`] : []),
    ...(either || order === "day-first" ? [`${d}[-/]${m}[-/]${y}`] : []),
    `${name}\\s+${d},?\\s+${y}`,
    `${d}[\\s-]*${name}[\\s-]*${y}`,
  ]
  return forms.some((form) => new RegExp(`(?<!\\d)${form}(?!\\d)`, "i").test(text))
}

/** What GHL knows of a client; null where it does not. */
export type LookedFor = {
  name: string | null
  birthDate: string | null
  /** How the clinic writes dates in numbers. */
  dateOrder?: DateOrder
}

/** Whether a client's name and birth date stand in a text; `unknown` where GHL knows none to look for. */
export function lookForClient(text: string, { name, birthDate, dateOrder }: LookedFor) {
  const answer = (known: boolean, stands: boolean) =>
    known ? (stands ? ("found" as const) : ("not-found" as const)) : ("unknown" as const)
  return {
    name: answer(Boolean(name), name !== null && nameStandsIn(text, name)),
    birthDate: answer(
      birthDate !== null,
      birthDate !== null && dayStandsIn(text, birthDate, dateOrder),
    ),
  }
}
