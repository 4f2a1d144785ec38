import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { plainUnit } from "../printed-unit.ts"
import { measuredOf } from "./compare.ts"
import { wordsBefore } from "./context.ts"
import type { Facts, Stated } from "./facts.ts"
import { fold } from "./fold.ts"
import type { NumberItem } from "./items.ts"
import { measureOf } from "./measure-names.ts"
import { isPressure, measureAt, pairAt } from "./measures.ts"
import { type Reading, read } from "./reading.ts"
import type { EvidencePlace, Placing } from "./types.ts"
import { unitAt } from "./units.ts"
import { wordKeyAt } from "./word-keys.ts"

/** What the sources say of one measure: a vital sign, or whatever the words before its numbers name. */
export type MeasureFacts = { values: Stated[]; earlier: Stated[] }

const MAX = 40

function add(facts: Facts, id: string, stated: Stated, earlier: boolean): void {
  const own = facts.measures.get(id) ?? { values: [], earlier: [] }
  facts.measures.set(id, own)
  const list = earlier ? own.earlier : own.values
  if (list.length < MAX) list.push(stated)
}

/** A bare temperature tells its scale by its size. */
const scaleOf = (id: string, { value }: { value: number }) =>
  id === "temperature" ? { dimension: value > 50 ? "fahrenheit" : "celsius", factor: 1 } : undefined

function stated(id: string, item: NumberItem, place: EvidencePlace): Stated {
  const number = measuredOf(item)
  const unit = number.unit ?? scaleOf(id, item)
  return { number: unit ? { ...number, unit } : number, place }
}

const BEFORE =
  /(?:^| )(?:previous|previously|prior|last|earlier|before|from|baseline)(?: [a-z]+| [:,(])* ?$/

/** Adds what a text says of measures. */
export function addMeasures(facts: Facts, reading: Reading, place: Placing): void {
  for (let at = 0; at < reading.items.length; at++) {
    const item = reading.items[at]
    if (item?.type !== "number" || item.time || item.ordinal) continue
    const pair = pairAt(reading, at)
    const found = measureAt(reading, at)
    const id = found?.measure.id
    const earlier = BEFORE.test(wordsBefore(reading, at))
    if (pair && isPressure(reading, at, pair)) {
      addPair(facts, pair, place(pair.start, pair.end), earlier)
      at += 2
    } else if (id) {
      const own = found.unit ? { ...item, unit: found.unit } : item
      add(facts, id, stated(id, own, place(item.start, item.end)), earlier)
    } else {
      const key = wordKeyAt(reading, at)
      if (key) add(facts, key, stated(key, item, place(item.start, item.end)), earlier)
    }
  }
}

function addPair(
  facts: Facts,
  { systolic, diastolic }: { systolic: NumberItem; diastolic: NumberItem },
  place: EvidencePlace,
  earlier: boolean,
): void {
  add(facts, "systolic", stated("systolic", systolic, place), earlier)
  add(facts, "diastolic", stated("diastolic", diastolic, place), earlier)
}

/** Adds an entry of the pipeline's list that is a measure, such as `Weight` or `Blood Pressure`. */
export function addListedMeasure(facts: Facts, entry: DraftBiomarker, at: number): void {
  const measure = measureOf(fold(entry.name).trim())
  if (!measure) return
  const place: EvidencePlace = { source: "biomarker", index: at }
  const unit = unitAt(fold(plainUnit(entry.unit ?? "")).trim(), 0)?.unit
  const values = [
    { value: entry.value, earlier: false },
    ...(entry.previous ?? []).map(({ value }) => ({ value, earlier: true })),
  ]
  for (const { value, earlier } of values) {
    const reading = read(String(value).slice(0, 60), facts.lexicon, "draft")
    const pair = pairAt(reading, 0)
    const [first] = reading.items
    if (pair) addPair(facts, pair, place, earlier)
    else if (first?.type === "number") {
      const item = first.unit || !unit ? first : { ...first, unit }
      add(facts, measure.id, stated(measure.id, item, place), earlier)
    }
  }
}
