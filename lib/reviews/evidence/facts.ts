import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"
import type { Measured } from "./compare.ts"
import { readDay } from "./dates.ts"
import { derivedFacts } from "./derived.ts"
import { fold } from "./fold.ts"
import type { DateItem, DateReading, MarkerItem, NumberItem, RangeItem } from "./items.ts"
import { type Lexicon, lexiconOf, markerIdOf } from "./lexicon.ts"
import { isMarker, type Reading, read, wordOf } from "./reading.ts"
import type { EvidencePlace, EvidenceSources } from "./types.ts"
import { type Unit, unitAt } from "./units.ts"

export type Bounds = {
  low?: Measured
  high?: Measured
  /** `<100`: 100 itself is above. */
  strict?: boolean
  place: EvidencePlace
}
export type Stated = { number: Measured; place: EvidencePlace; day?: DateReading }

/** All that the sources say of one marker. */
export type MarkerFacts = {
  id: string
  /** As the report names it. */
  name: string
  /** Present values. */
  values: Stated[]
  /** A value in words, such as `Negative`. */
  words: { text: string; place: EvidencePlace }[]
  /** Earlier values, newest first. */
  earlier: Stated[]
  /** Other numbers that stand beside the marker: earlier values, or columns that nobody named. */
  beside: Stated[]
  ranges: Bounds[]
  /** H or L as the report prints it. */
  flags: ("high" | "low")[]
  mentions: EvidencePlace[]
  /** Set for a figure that no source has and others give: the sentence that says so. */
  derived?: string
}

/** A date of the sources, and the words before it (`collected`, `date of birth`). */
export type DatedPlace = { readings: DateReading[]; place: EvidencePlace; label: DateLabel | null }
export type DateLabel = "collected" | "born" | "reported"

export type Facts = {
  lexicon: Lexicon
  markers: Map<string, MarkerFacts>
  /** Ids of the markers in the order of the biomarkers, one for each of them. */
  order: string[]
  /** Whether the pipeline sent a list of them: without one, some may not have been read. */
  listed: boolean
  dates: DatedPlace[]
  /** How often each date was met. */
  dateCounts: Map<string, number>
  /** Every number of the source text and the document, by value. */
  numbers: Map<number, { item: NumberItem; place: EvidencePlace }[]>
  /** Every range of them, by its lower bound. */
  ranges: Map<number, { item: RangeItem; place: EvidencePlace }[]>
  /** Markers by their present values. */
  owners: Map<number, MarkerFacts[]>
  /** Markers by the lower bounds of their ranges. */
  rangeOwners: Map<number, MarkerFacts[]>
  texts: { reading: Reading; place: (start: number, end: number) => EvidencePlace }[]
}

const unitOf = (written: string | undefined): Unit | undefined => {
  const folded = fold(written ?? "").trim()
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

export const measuredOf = ({
  value,
  otherwise,
  decimals,
  unit,
  comparison,
}: NumberItem): Measured => ({
  value,
  decimals,
  ...(otherwise === undefined ? {} : { otherwise }),
  ...(unit ? { unit } : {}),
  ...(comparison ? { comparison } : {}),
})

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

function addBiomarker(facts: Facts, marker: DraftBiomarker, index: number): void {
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

const EARLIER = new Set([
  "previous",
  "previously",
  "prior",
  "last",
  "earlier",
  "before",
  "from",
  "past",
  "old",
  "baseline",
])

const RANGE_LINE = new Set(["reference", "ref", "desirable", "normal", "range"])

/** Reads what stands beside a marker in a text: `178 H mg/dL 0 - 100`. */
function addRow(
  facts: Facts,
  reading: Reading,
  from: number,
  place: (start: number, end: number) => EvidencePlace,
): void {
  const marker = reading.items[from] as MarkerItem
  const id = marker.ids[0] ?? ""
  const own = factsOf(facts.markers, id, reading.text.slice(marker.start, marker.end))
  addMention(own, place(marker.start, marker.end))
  const numbers: { item: NumberItem; earlier: boolean; day?: DateReading }[] = []
  const ranges: RangeItem[] = []
  let [lines, words, earlier] = [0, 0, false]
  for (let at = from + 1; at < reading.items.length && numbers.length < 12; at++) {
    const item = reading.items[at]
    if (!item || isMarker(item)) break
    if (item.type === "sign" && item.sign === "\n") {
      lines += 1
      // A flattened table may break behind the name, never within the numbers; the range may follow below.
      const below = ranges.length === 0 && RANGE_LINE.has(wordOf(reading.items[at + 1]))
      if ((numbers.length > 0 && !below) || lines > 2) break
    } else if (item.type === "word") {
      words += 1
      if (EARLIER.has(item.word)) earlier = true
      if (numbers.length === 0 && words > 12) break
    } else if (item.type === "range") {
      if (!item.time) ranges.push(item)
    } else if (item.type === "date") {
      const last = numbers.at(-1)
      if (last) last.day ??= item.readings[0]
    } else if (item.type === "number" && !item.time && !item.ordinal) {
      // Labcorp prints `01`, the lab that measured, before the value.
      if (/^0\d$/.test(reading.folded.slice(item.start, item.end))) continue
      numbers.push({ item, earlier })
      if (item.flag && !earlier) addFlag(own, item.flag)
      earlier = false
    }
  }
  const [first] = numbers
  // A row says its unit once: earlier values and the range are in it too.
  const unit = first?.item.unit ?? own.values[0]?.number.unit
  const inUnit = (number: Measured): Measured =>
    number.unit || !unit ? number : { ...number, unit }
  for (const { low, high, unit: written, start, end } of ranges) {
    const bound = (item: NumberItem) =>
      inUnit({ ...measuredOf(item), ...(written ? { unit: written } : {}) })
    add(own.ranges, { low: bound(low), high: bound(high), place: place(start, end) }, boundsKey)
  }
  if (!first) return
  const flag = flagBehind(reading, from)
  if (flag) addFlag(own, flag)
  const listed = own.values.filter((value) => value.place.source === "biomarker")
  for (const { item, earlier: old, day } of numbers) {
    const stated: Stated = {
      number: inUnit(measuredOf(item)),
      place: place(item.start, item.end),
      ...(day ? { day } : {}),
    }
    // A limit that stands alone: `<100` behind the value.
    if (item !== first.item && item.comparison) {
      const strict = !item.comparison.endsWith("=")
      add(
        own.ranges,
        item.comparison.startsWith("<")
          ? { high: bare(stated.number), strict, place: stated.place }
          : { low: bare(stated.number), strict, place: stated.place },
        boundsKey,
      )
    } else if (old) add(own.earlier, stated, statedKey)
    else if (listed.length > 0) {
      const same = listed.some(
        ({ number }) => number.value === item.value || number.value === item.otherwise,
      )
      // The list says which way to read `1,200`.
      const { otherwise: _, ...number } = stated.number
      if (same)
        add(
          own.values,
          { ...stated, number: { ...number, value: listed[0]?.number.value ?? number.value } },
          statedKey,
        )
      else add(own.beside, stated, statedKey)
    } else if (item === first.item) add(own.values, stated, statedKey)
    else add(own.beside, stated, statedKey)
  }
}

const bare = ({ comparison: _, ...number }: Measured): Measured => number

/** `HIGH` or `LOW` at the end of a row. */
function flagBehind(reading: Reading, from: number): "high" | "low" | null {
  for (let at = from + 1; at < Math.min(from + 12, reading.items.length); at++) {
    const item = reading.items[at]
    if (!item || isMarker(item) || (item.type === "sign" && item.sign === "\n")) return null
    if (item.type !== "word" || !item.upper) continue
    if (["high", "h", "hh"].includes(item.word)) return "high"
    if (["low", "l", "ll"].includes(item.word)) return "low"
  }
  return null
}

function labelOf(reading: Reading, at: number): DateLabel | null {
  const words: string[] = []
  for (let back = at - 1; back >= Math.max(0, at - 5); back--) {
    const item = reading.items[back]
    if (!item || (item.type === "sign" && item.sign === "\n") || item.type === "date") break
    words.unshift(wordOf(item))
  }
  return labelIn(words.join(" "))
}

/** What a date is the date of, by the words before it. */
export function labelIn(words: string): DateLabel | null {
  if (/\b(birth|born|dob|birthdate|birthday)\b/.test(words)) return "born"
  if (/\b(collected|collection|drawn|draw|taken|sampled|specimen)\b/.test(words)) return "collected"
  return /\b(reported|report|received|issued|printed|resulted)\b/.test(words) ? "reported" : null
}

function addText(
  facts: Facts,
  text: string,
  place: (start: number, end: number) => EvidencePlace,
): void {
  const reading = read(text, facts.lexicon, "source")
  facts.texts.push({ reading, place })
  for (const [at, item] of reading.items.entries()) {
    if (item.type === "marker") addRow(facts, reading, at, place)
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
  { readings, start, end }: DateItem,
  place: (start: number, end: number) => EvidencePlace,
): void {
  if (readings.length === 0) return
  const label = labelOf(reading, at)
  const key = JSON.stringify([readings, label])
  const known = facts.dateCounts.get(key) ?? 0
  facts.dateCounts.set(key, known + 1)
  if (known < MAX_ALIKE) facts.dates.push({ readings, place: place(start, end), label })
}

function index<T>(map: Map<number, T[]>, key: number, one: T): void {
  const all = map.get(key)
  if (!all) map.set(key, [one])
  else if (all.length < MAX_LISTED) all.push(one)
}

function addNumber(
  facts: Facts,
  item: NumberItem,
  place: (start: number, end: number) => EvidencePlace,
): void {
  index(facts.numbers, item.value, { item, place: place(item.start, item.end) })
}

/** Reads all sources once. */
export function factsIn(sources: EvidenceSources): Facts {
  const facts: Facts = {
    lexicon: lexiconOf(sources.biomarkers),
    markers: new Map(),
    order: [],
    listed: sources.biomarkers.length > 0,
    dates: [],
    dateCounts: new Map(),
    numbers: new Map(),
    ranges: new Map(),
    owners: new Map(),
    rangeOwners: new Map(),
    texts: [],
  }
  for (const [index, marker] of sources.biomarkers.entries()) addBiomarker(facts, marker, index)
  addText(facts, sources.sourceText, (start, end) => ({ source: "text", start, end }))
  for (const [index, page] of sources.documentPages.entries()) {
    addText(facts, page, (start, end) => ({ source: "document", page: index + 1, start, end }))
  }
  // Without a list, whatever has a value in the texts is what was measured.
  if (facts.order.length === 0) {
    for (const { id, values } of facts.markers.values()) if (values.length > 0) facts.order.push(id)
  }
  const derived = derivedFacts(facts.markers)
  for (const marker of facts.markers.values()) {
    for (const { number } of marker.values) index(facts.owners, number.value, marker)
    for (const { low } of marker.ranges) index(facts.rangeOwners, low?.value ?? 0, marker)
  }
  for (const marker of derived) facts.markers.set(marker.id, marker)
  return facts
}
