import { wordsBefore, wordsBehind } from "./context.ts"
import { readDay } from "./dates.ts"
import type { Facts } from "./facts.ts"
import { type DateReading, signOf, wordOf } from "./items.ts"
import type { Reading } from "./reading.ts"
import type { EvidenceFinding } from "./types.ts"
import { placesOf } from "./words.ts"

/** Years from a birth date to a day. */
function ageOn(birth: DateReading, day: DateReading): number {
  const years = (day.year ?? 0) - (birth.year ?? 0)
  const [month, date] = [day.month ?? 12, day.day ?? 31]
  const before = month < (birth.month ?? 1) || (month === birth.month && date < (birth.day ?? 1))
  return before ? years - 1 : years
}

const AGE =
  /(?:^| )(?:(?<!(?:biological|metabolic|vascular|heart|lung|bone|body|epigenetic|phenotypic|gestational) )age|aged|(?:a|the) (?:man|woman|male|female|lady|gentleman) of|turned|turns|turning)(?: [:=|*_"(])*$/
/** `you are 67`, at the end of what is said. */
const IS = /(?:^| )(?:you|he|she) (?:are|is|'s|were|was)(?: (?:now|only|just))?$/
const ENDS = /^(?:[.,;)]|and|with|so)?(?: |$)/
/** `42yo`, `42 y/o`, `42 y.o.` */
const OLD = /^(?:yo|y \/ o|y \. o)(?: |$)/
/** `her 12yo son` */
const OF_ANOTHER =
  /^(?:[^ ]+ ){0,4}(?:son|daughter|child|kid|boy|girl|brother|sister|mother|father|husband|wife|partner)(?: |$)/
/** A small number in brackets is more likely to count something, and a large one is a year. */
const [GROWN, OLDEST] = [10, 120]

/** `Call script for Maria (42)`: in brackets behind the client's name. */
function isBesideName({ items }: Reading, index: number, names: Set<string>): boolean {
  const [name, item] = [items[index - 2], items[index]]
  if (signOf(items[index - 1]) !== "(" || signOf(items[index + 1]) !== ")") return false
  if (item?.type !== "number" || item.value < GROWN || item.value > OLDEST || name?.type !== "word")
    return false
  if (names.size > 0) return names.has(name.word)
  return name.capital && ["client", "patient", "pt"].includes(wordOf(items[index - 3]))
}

/** Whether the words around a whole number make it the client's years. */
export function isAge(reading: Reading, index: number, facts: Facts): boolean {
  const item = reading.items[index]
  if (item?.type !== "number" || item.decimals > 0 || item.comparison) return false
  const before = wordsBefore(reading, index)
  const behind = wordsBehind(reading, index)
  if (AGE.test(before) || (IS.test(before) && ENDS.test(behind))) return true
  return (
    (OLD.test(behind) && !OF_ANOTHER.test(behind)) || isBesideName(reading, index, facts.clientName)
  )
}

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
  if (!old && !isAge(reading, index, facts)) return null
  const birth = readDay(birthDate) ?? facts.dates.find(({ label }) => label === "born")?.readings[0]
  if (!birth?.year) return againstPrinted(value, facts)
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

/** Holds an age against those that the sources print; null where they print none. */
function againstPrinted(
  value: number,
  facts: Facts,
): Omit<EvidenceFinding, "start" | "end"> | null {
  const printed = facts.texts.flatMap(({ reading, place }) =>
    reading.items.flatMap((item, at) =>
      item.type === "number" && isAge(reading, at, facts)
        ? [{ age: item.value, place: place(item.start, item.end) }]
        : [],
    ),
  )
  const [first] = printed
  if (!first) return null
  const fits = printed.some(({ age }) => value === age || value === age + 1)
  return {
    kind: "number",
    verdict: fits ? "supported" : "contradicted",
    places: placesOf(printed.map(({ place }) => place)),
    message: `The sources have ${first.age} as the client's age.`,
  }
}
