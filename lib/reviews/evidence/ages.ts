import { wordsBefore, wordsBehind } from "./context.ts"
import { readDay } from "./dates.ts"
import type { Facts } from "./facts.ts"
import { type DateReading, signOf, wordOf } from "./items.ts"
import type { Reading } from "./reading.ts"
import type { EvidenceFinding } from "./types.ts"

/** Years from a birth date to a day. */
function ageOn(birth: DateReading, day: DateReading): number {
  const years = (day.year ?? 0) - (birth.year ?? 0)
  const [month, date] = [day.month ?? 12, day.day ?? 31]
  const before = month < (birth.month ?? 1) || (month === birth.month && date < (birth.day ?? 1))
  return before ? years - 1 : years
}

const AGE =
  /(?:^| )(?:age|aged|(?:a|the) (?:man|woman|male|female|lady|gentleman) of|turned|turns|turning)(?: [:=|])*$/
/** `you are 67`, at the end of what is said. */
const IS = /(?:^| )(?:you|he|she) (?:are|is|'s|were|was)(?: (?:now|only|just))?$/
const ENDS = /^(?:[.,;)]|and|with|so)?(?: |$)/

/** Whether the words around a whole number make it the client's years. */
export const isAge = (reading: Reading, index: number): boolean =>
  AGE.test(wordsBefore(reading, index)) ||
  (IS.test(wordsBefore(reading, index)) && ENDS.test(wordsBehind(reading, index)))

/** `42-year-old`, `aged 42`, `age: 42`: held against the birth date on the newest day of the sources. */
export function ageFinding(
  reading: Reading,
  index: number,
  value: number,
  facts: Facts,
  birthDate: string | null,
): Omit<EvidenceFinding, "start" | "end"> | null {
  const { items } = reading
  const behind = items.slice(index + 1, index + 3).map((item) => wordOf(item) || signOf(item))
  const old = behind.includes("old") || (behind[0] === "of" && behind[1] === "age")
  // `Call script for Maria (42)`
  const [before, name, lead] = [items[index - 1], items[index - 2], items[index - 3]]
  const beside =
    signOf(before) === "(" &&
    behind[0] === ")" &&
    name?.type === "word" &&
    name.capital &&
    ["for", "client", "patient", "pt"].includes(wordOf(lead))
  if (!old && !beside && !isAge(reading, index)) return null
  const birth = readDay(birthDate) ?? facts.dates.find(({ label }) => label === "born")?.readings[0]
  if (!birth?.year) return null
  const days = facts.dates.filter(
    ({ label, readings }) =>
      label !== "born" && readings[0]?.year && readings[0].year !== birth.year,
  )
  const places = days.slice(0, 2).map(({ place }) => place)
  const ages = days.map(({ readings }) => ageOn(birth, readings[0] ?? {}))
  if (ages.length === 0) return null
  const newest = Math.max(...ages)
  // A birthday may lie between the drawing of the blood and the report, or the report and its reading.
  const drawn = days.flatMap(({ label, readings }) =>
    label === "collected" ? [ageOn(birth, readings[0] ?? {})] : [],
  )
  const fits = value === newest || value === newest + 1 || drawn.includes(value)
  return {
    kind: "number",
    verdict: fits ? "supported" : "contradicted",
    places,
    message: `The client was ${newest} on the day of the report.`,
  }
}
