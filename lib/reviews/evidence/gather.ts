import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { plainUnit } from "../printed-unit.ts"
import { type Measured, measuredOf } from "./compare.ts"
import { labelOf } from "./date-labels.ts"
import { readDay } from "./dates.ts"
import type { Bounds, Facts, MarkerFacts, Stated } from "./facts.ts"
import { fold } from "./fold.ts"
import { isIntake } from "./intake.ts"
import type { DateItem, DateReading, MarkerItem, NumberItem } from "./items.ts"
import { type Lexicon, learnName, markerIdOf } from "./lexicon.ts"
import type { Line } from "./lines.ts"
import { STANDS_FOR } from "./marker-names.ts"
import { addMeasures } from "./measure-facts.ts"
import { isMarker, type Reading, read } from "./reading.ts"
import { looseRow, type Row, rowsIn } from "./rows.ts"
import { settled } from "./two-readings.ts"
import type { EvidencePlace } from "./types.ts"
import { type Unit, unitAt } from "./units.ts"

/** Where a piece of a text is in the sources. */
type Placing = (start: number, end: number) => EvidencePlace

const unitOf = (written: string | undefined): Unit | undefined => {
  const folded = fold(plainUnit(written ?? "")).trim()
  if (folded === "") return undefined
  const found = unitAt(folded, 0)
  if (found && found.end === folded.length) return found.unit
  return { dimension: `other ${folded.replace(/\s+/g, "")}`, factor: 1 }
}

const decimalsOf = (value: number) => {
  const written = String(value)
  return written.includes(".") && !written.includes("e")
    ? written.length - written.indexOf(".") - 1
    : 0
}

/** A biomarker's value as a number; null for words such as `Negative`. */
function measured(
  value: number | string,
  unit: Unit | undefined,
  lexicon: Lexicon,
): Measured | null {
  if (typeof value === "number") {
    return Number.isFinite(value)
      ? { value, decimals: decimalsOf(value), ...(unit ? { unit } : {}) }
      : null
  }
  const found = read(value.slice(0, 100), lexicon, "draft").items.find(
    (item) => item.type === "number",
  )
  if (found?.type !== "number") return null
  return { ...measuredOf(found), ...(found.unit || !unit ? {} : { unit }) }
}

// A long document repeats itself: so many places are enough for any claim, and keep the check quick.
const MAX_ALIKE = 4
const MAX_LISTED = 40

/** Adds what is not there `MAX_ALIKE` times already, as `key` tells it apart. */
function add<T extends { place: EvidencePlace }>(list: T[], one: T, key: (one: T) => string): void {
  if (list.length >= MAX_LISTED && one.place.source !== "biomarker") return
  const own = key(one)
  const alike = list.filter(
    (other) => other.place.source === one.place.source && key(other) === own,
  )
  if (alike.length < MAX_ALIKE) list.push(one)
}

const keyOf = ({ value, unit, comparison }: Measured) =>
  `${comparison ?? ""}${value} ${unit?.dimension} ${unit?.factor}`
const statedKey = ({ number, day }: Stated) =>
  `${keyOf(number)} ${day?.year} ${day?.month} ${day?.day}`
const boundsKey = ({ low, high }: Bounds) => `${low && keyOf(low)} ${high && keyOf(high)}`

function addMention(own: MarkerFacts, place: EvidencePlace): void {
  const alike = own.mentions.filter(({ source }) => source === place.source)
  if (alike.length < MAX_ALIKE) own.mentions.push(place)
}

function addFlag(own: MarkerFacts, flag: "high" | "low"): void {
  if (!own.flags.includes(flag)) own.flags.push(flag)
}

function factsOf(markers: Map<string, MarkerFacts>, id: string, name: string): MarkerFacts {
  let facts = markers.get(id)
  if (!facts) {
    facts = {
      id,
      name,
      values: [],
      words: [],
      earlier: [],
      beside: [],
      ranges: [],
      flags: [],
      mentions: [],
    }
    markers.set(id, facts)
  }
  return facts
}

/** Adds a marker of the pipeline's list. */
export function addBiomarker(facts: Facts, marker: DraftBiomarker, index: number): void {
  const id = markerIdOf(marker.name)
  facts.order.push(id)
  const own = factsOf(facts.markers, id, marker.name)
  const place: EvidencePlace = { source: "biomarker", index }
  addMention(own, place)
  const unit = unitOf(marker.unit)
  const value = measured(marker.value, unit, facts.lexicon)
  if (value) own.values.push({ number: value, place })
  else own.words.push({ text: fold(String(marker.value)).trim(), place })
  const bound = (limit: number | undefined) =>
    limit === undefined ? undefined : (measured(limit, unit, facts.lexicon) ?? undefined)
  const [low, high] = [bound(marker.low), bound(marker.high)]
  if (low || high) own.ranges.push({ ...(low ? { low } : {}), ...(high ? { high } : {}), place })
  for (const earlier of marker.previous ?? []) {
    const number = measured(earlier.value, unit, facts.lexicon)
    const day = readDay(earlier.day)
    if (number) own.earlier.push({ number, place, ...(day ? { day } : {}) })
    if (day) facts.dates.push({ readings: [day], place, label: null })
  }
}

/** Adds what a row of a table says of its marker. */
function addRow(facts: Facts, reading: Reading, row: Row, place: Placing): void {
  const { marker } = row
  const own = factsOf(facts.markers, marker.ids[0] ?? "", textOf(reading, marker))
  addMention(own, place(marker.start, marker.end))
  if (row.value && isIntake(reading, row.value)) return
  if (row.value || row.words) facts.lexicon.present.add(own.id)
  if (row.flag) addFlag(own, row.flag)
  if (row.words) {
    const { text, start, end } = row.words
    if (own.words.length < MAX_ALIKE) own.words.push({ text, place: place(start, end) })
  }
  // A row says its unit once: earlier values and the range are in it too.
  const unit = row.unit ?? own.values[0]?.number.unit
  const listed = listedOf(own)
  const inUnit = (item: NumberItem): Measured => {
    const number = settled(measuredOf(item), listed)
    return number.unit || !unit ? number : { ...number, unit }
  }
  for (const { low, high, start, end } of row.ranges) {
    const strict = [low, high].some((one) => /^[<>]$/.test(one?.comparison ?? ""))
    const bounds = {
      ...(low ? { low: bare(inUnit(low)) } : {}),
      ...(high ? { high: bare(inUnit(high)) } : {}),
      ...(strict ? { strict } : {}),
      place: place(start, end),
    }
    add(own.ranges, bounds, boundsKey)
  }
  const stated = (item: NumberItem, day?: DateReading): Stated => ({
    number: inUnit(item),
    place: place(item.start, item.end),
    ...(day ? { day } : {}),
  })
  if (row.value) addValue(own, stated(row.value))
  for (const { item, day } of row.earlier) add(own.earlier, stated(item, day), statedKey)
  for (const item of row.beside) add(own.beside, stated(item), statedKey)
}

const isListed = ({ place }: { place: EvidencePlace }) => place.source === "biomarker"

/** All numbers that the pipeline's list has of a marker. */
const listedOf = ({ values, earlier, ranges }: MarkerFacts): Measured[] => [
  ...[...values, ...earlier].filter(isListed).map(({ number }) => number),
  ...ranges
    .filter(isListed)
    .flatMap(({ low, high }) => [low, high].filter((one) => one !== undefined)),
]

/** A present value of a text; where the pipeline's list has another one, it only stands beside. */
function addValue(own: MarkerFacts, stated: Stated): void {
  const listed = own.values.filter(isListed)
  const same = listed.some(({ number }) => number.value === stated.number.value)
  add(listed.length > 0 && !same ? own.beside : own.values, stated, statedKey)
}

/** Reads what stands behind a marker outside of any table. */
function addLoose(facts: Facts, reading: Reading, from: number, place: Placing): void {
  const marker = reading.items[from] as MarkerItem
  const own = factsOf(facts.markers, marker.ids[0] ?? "", textOf(reading, marker))
  addMention(own, place(marker.start, marker.end))
  const row = looseRow(reading, from)
  if (row.value) addRow(facts, reading, row, place)
}

const textOf = (reading: Reading, { start, end }: MarkerItem) => reading.text.slice(start, end)

const bare = ({ comparison: _, ...number }: Measured): Measured => number

/** Adds what one text of the sources says. */
export function addText(facts: Facts, reading: Reading, place: Placing): void {
  facts.texts.push({ reading, place })
  addMeasures(facts, reading, place)
  const { rows, taken } = rowsIn(reading, (line) => markerOf(facts, reading, line))
  for (const row of rows) addRow(facts, reading, row, place)
  for (const [at, item] of reading.items.entries()) {
    if (item.type === "marker" && !taken.has(at)) addLoose(facts, reading, at, place)
    else if (item.type === "date") addDate(facts, reading, at, item, place)
    else if (item.type === "range") {
      index(facts.ranges, item.low.value, { item, place: place(item.start, item.end) })
      addNumber(facts, item.low, place)
      addNumber(facts, item.high, place)
    } else if (item.type === "number") addNumber(facts, item, place)
  }
}

function addDate(
  facts: Facts,
  reading: Reading,
  at: number,
  { readings, aside, start, end }: DateItem,
  place: Placing,
): void {
  if (readings.length === 0) return
  const label = labelOf(reading, at)
  const key = JSON.stringify([readings, label])
  const known = facts.dateCounts.get(key) ?? 0
  facts.dateCounts.set(key, known + 1)
  if (known < MAX_ALIKE)
    facts.dates.push({ readings, ...(aside ? { aside } : {}), place: place(start, end), label })
}

/** Adds to a list of a map, as far as `MAX_LISTED`. */
export function index<T>(map: Map<number, T[]>, key: number, one: T): void {
  const all = map.get(key)
  if (!all) map.set(key, [one])
  else if (all.length < MAX_LISTED) all.push(one)
}

function addNumber(facts: Facts, item: NumberItem, place: Placing): void {
  index(facts.numbers, item.value, { item, place: place(item.start, item.end) })
}

/** The marker that a line of names stands for; its name is learnt where no table knows it. */
function markerOf(facts: Facts, reading: Reading, line: Line): MarkerItem | null {
  const head = line.head === null ? undefined : reading.items[line.head]
  if (isMarker(head)) return head
  const name = reading.text.slice(line.start, line.end).trim()
  if (name.length < 3 || name.length > 60) return null
  const id = markerIdOf(name)
  learnName(facts.lexicon, name, id)
  const start = line.start + reading.text.slice(line.start, line.end).indexOf(name)
  return { type: "marker", start, end: start + name.length, ids: [id], everyday: false }
}

/** `Glucose` of the list and `GLUCOSE, FASTING` of the document are one marker where no value differs. */
export function mergeTwins(facts: Facts): void {
  for (const [id, others] of Object.entries(STANDS_FOR)) {
    const own = facts.markers.get(id)
    for (const other of others) {
      const twin = facts.markers.get(other)
      if (!own || !twin || twin === own || !mayBeOne(own, twin)) continue
      const [first, second] = twin.values.length > own.values.length ? [twin, own] : [own, twin]
      for (const one of second.values) add(first.values, one, statedKey)
      for (const one of second.earlier) add(first.earlier, one, statedKey)
      for (const one of second.beside) add(first.beside, one, statedKey)
      for (const one of second.ranges) add(first.ranges, one, boundsKey)
      for (const place of second.mentions) addMention(first, place)
      for (const flag of second.flags) addFlag(first, flag)
      facts.markers.set(id, first)
      facts.markers.set(other, first)
    }
  }
}

const mayBeOne = (one: MarkerFacts, other: MarkerFacts) =>
  one.values.length === 0 ||
  other.values.length === 0 ||
  one.values.some(({ number }) => other.values.some((twin) => twin.number.value === number.value))

/** A marker has one unit: what stands without one, in a list or a table, is in that of the others. */
export function lendUnit(marker: MarkerFacts): void {
  const known = [...marker.values, ...marker.earlier].find(({ number }) => number.unit)
  const unit = known?.number.unit ?? marker.ranges.find(({ high }) => high?.unit)?.high?.unit
  if (!unit) return
  for (const { number } of [...marker.values, ...marker.earlier, ...marker.beside])
    number.unit ??= unit
  for (const { low, high } of marker.ranges) {
    if (low) low.unit ??= high?.unit ?? unit
    if (high) high.unit ??= unit
  }
}
