import { add, addFlag, addMention, boundsKey, factsOf, MAX_ALIKE, statedKey } from "./adding.ts"
import { type Measured, measuredOf } from "./compare.ts"
import type { Facts, MarkerFacts, Stated } from "./facts.ts"
import { isIntake } from "./intake.ts"
import type { DateReading, MarkerItem, NumberItem } from "./items.ts"
import type { Reading } from "./reading.ts"
import type { Row } from "./row.ts"
import { looseRow } from "./rows.ts"
import { settled } from "./two-readings.ts"
import type { EvidencePlace, Placing } from "./types.ts"

/** Adds what a row of a table says of its marker. */
export function addRow(facts: Facts, reading: Reading, row: Row, place: Placing): void {
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
export function addLoose(facts: Facts, reading: Reading, from: number, place: Placing): void {
  const marker = reading.items[from] as MarkerItem
  const own = factsOf(facts.markers, marker.ids[0] ?? "", textOf(reading, marker))
  addMention(own, place(marker.start, marker.end))
  const row = looseRow(reading, from)
  if (row.value) addRow(facts, reading, row, place)
}

const textOf = (reading: Reading, { start, end }: MarkerItem) => reading.text.slice(start, end)

const bare = ({ comparison: _, ...number }: Measured): Measured => number
