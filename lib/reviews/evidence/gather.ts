import { index, MAX_ALIKE } from "./adding.ts"
import { labelOf } from "./date-labels.ts"
import type { Facts } from "./facts.ts"
import type { DateItem, MarkerItem, NumberItem } from "./items.ts"
import { learnName, markerIdOf } from "./lexicon.ts"
import type { Line } from "./lines.ts"
import { addMeasures } from "./measure-facts.ts"
import { isMarker, type Reading } from "./reading.ts"
import { addLoose, addRow } from "./row-facts.ts"
import { rowsIn } from "./rows.ts"
import type { Placing } from "./types.ts"

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
