import { index } from "./adding.ts"
import { addBiomarker } from "./biomarker-facts.ts"
import { tokensOf } from "./client-name.ts"
import type { Measured } from "./compare.ts"
import { readDay } from "./dates.ts"
import { derivedFacts } from "./derived.ts"
import { addText } from "./gather.ts"
import type { DateItem, DateReading, NumberItem, RangeItem } from "./items.ts"
import { type Lexicon, lexiconOf } from "./lexicon.ts"
import { addListedMeasure, type MeasureFacts } from "./measure-facts.ts"
import { type Reading, read } from "./reading.ts"
import { plainDays, settleDates } from "./settle.ts"
import { lendUnit, mergeTwins } from "./twins.ts"
import type { EvidencePlace, EvidenceSources, Placing } from "./types.ts"

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
export type DatedPlace = {
  readings: DateReading[]
  aside?: DateItem["aside"]
  place: EvidencePlace
  label: DateLabel | null
}
export type DateLabel = "collected" | "born" | "received" | "reported"

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
  /** Vitals and other measures of no lab, by what they measure. */
  measures: Map<string, MeasureFacts>
  texts: { reading: Reading; place: Placing }[]
  /** The words of the client's name, folded; none where nothing tells it. */
  clientName: Set<string>
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
    measures: new Map(),
    texts: [],
    clientName: new Set(tokensOf(sources.client.name ?? "")),
  }
  for (const [at, marker] of sources.biomarkers.entries()) {
    addBiomarker(facts, marker, at)
    addListedMeasure(facts, marker, at)
  }
  const text = read(sources.sourceText, facts.lexicon, "source")
  const pages = sources.documentPages.map((page) => read(page, facts.lexicon, "source"))
  const birth = readDay(sources.client.birthDate)
  const known = [
    ...facts.dates.flatMap(({ readings }) => readings),
    ...plainDays([text, ...pages]),
    ...(birth ? [birth] : []),
  ]
  const order = sources.dateOrder ?? "month-first"
  settleDates([text], known, order)
  settleDates(pages, known, order)
  addText(facts, text, (start, end) => ({ source: "text", start, end }))
  for (const [at, page] of pages.entries()) {
    addText(facts, page, (start, end) => ({ source: "document", page: at + 1, start, end }))
  }
  mergeTwins(facts)
  for (const marker of facts.markers.values()) lendUnit(marker)
  // Without a list, whatever has a value in the texts is what was measured.
  if (facts.order.length === 0) {
    for (const { id, values } of new Set(facts.markers.values()))
      if (values.length > 0) facts.order.push(id)
  }
  const derived = derivedFacts(facts.markers)
  for (const marker of new Set(facts.markers.values())) {
    for (const { number } of [...marker.values, ...marker.earlier])
      index(facts.owners, number.value, marker)
    for (const { low } of marker.ranges) index(facts.rangeOwners, low?.value ?? 0, marker)
  }
  for (const marker of derived) facts.markers.set(marker.id, marker)
  return facts
}
