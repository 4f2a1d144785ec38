import type { DateReading, NumberItem } from "./items.ts"
import { isSerial } from "./lines.ts"
import { isMarker, type Reading } from "./reading.ts"
import type { Row } from "./row.ts"
import { addKeyed, boundKey } from "./row-bounds.ts"
import { EARLIER, RANGE } from "./row-words.ts"
import { unitAt } from "./units.ts"

const HIGH = new Set(["h", "hh", "high", "hi"])
const LOW = new Set(["l", "ll", "low", "lo"])

type State = { mode: "value" | "range" | "earlier"; day?: DateReading }

/** Reads items `from` to `to` into the row; the item it stopped at. */
export function readCells(
  reading: Reading,
  from: number,
  to: number,
  row: Row,
  state: State,
): number {
  const { items, folded } = reading
  const columns = /^",[^" ]/.test(
    folded.slice(row.marker.end, row.marker.end + 40).replace(/^[^"]*/, ""),
  )
  let commas = 0
  let at = from
  for (; at < to; at++) {
    const item = items[at]
    if (isMarker(item)) {
      // Names may hold names; behind a value another row begins.
      if (row.value || row.words) break
      continue
    }
    if (row.value && !row.unit && (item?.type === "word" || item?.type === "sign")) {
      const unit = unitAt(folded, item.start)
      // Without a stroke, too many a word begins like a unit.
      if (unit && /[/%]|^(?:fl|pg)$/.test(folded.slice(item.start, unit.end))) row.unit = unit.unit
    }
    if (item?.type === "word") readWord(item.word, item.capital, row, state)
    else if (item?.type === "sign") {
      if (item.sign === "," && row.value) commas += 1
      if (item.sign === "[" && row.value) state.mode = "range"
    } else if (item?.type === "date") {
      const day = item.readings.length === 1 ? item.readings[0] : undefined
      const last = row.earlier.at(-1)
      const before = items[at - 1]
      // `73 109 09/18/2025`: the number beside the date is of that day.
      if (before?.type === "number" && row.beside.at(-1) === before) {
        row.beside.pop()
        row.earlier.push({ item: before, ...(day ? { day } : {}) })
      } else if (state.mode === "earlier" && last && !last.day) last.day = day
      else if (state.mode === "earlier") state.day = day
    } else if (item?.type === "range") {
      if (item.time) continue
      const unit = item.unit ?? item.high.unit
      row.unit ??= unit
      row.ranges.push({ low: item.low, high: item.high, start: item.start, end: item.end })
    } else if (item?.type === "number" && !item.time && !item.ordinal) {
      // Labcorp prints `01`, the lab that measured, before the value.
      const written = folded.slice(item.start, item.numberEnd)
      if (!row.value && /^0\d$/.test(written) && !item.unit) continue
      if (!row.value && isSerial(reading.folded, item)) continue
      row.unit ??= item.unit
      const key = row.value ? boundKey(items, at) : null
      if (key) addKeyed(row, item, key)
      else if (columns && row.value) column(row, item, commas)
      else readNumber(item, row, state)
    }
  }
  return at
}

function readWord(word: string, capital: boolean, row: Row, state: State): void {
  if (EARLIER.has(word)) state.mode = "earlier"
  else if (RANGE.has(word)) state.mode = "range"
  if (capital && row.value && state.mode !== "earlier" && !row.flag) {
    if (HIGH.has(word)) row.flag = "high"
    else if (LOW.has(word)) row.flag = "low"
  }
}

/** A bound of a table with a column for each. */
function column(row: Row, item: NumberItem, commas: number): void {
  const { start, end } = item
  const [range] = row.ranges
  // The unit's own comma was read with it.
  if (commas === (row.value?.unit ? 1 : 2)) row.ranges.push({ low: item, start, end })
  else if (range) Object.assign(range, { high: item, end })
  else row.ranges.push({ high: item, start, end })
}

function readNumber(item: NumberItem, row: Row, state: State): void {
  const { start, end, comparison } = item
  if (state.mode === "earlier" && row.value) {
    row.earlier.push({ item, ...(state.day ? { day: state.day } : {}) })
    delete state.day
    state.mode = "value"
  } else if (!row.value && state.mode !== "range") {
    row.value = item
    if (item.flag) row.flag = item.flag
  } else if (comparison) {
    row.ranges.push({
      ...(comparison.startsWith("<") ? { high: item } : { low: item }),
      start,
      end,
    })
  } else if (row.value) row.beside.push(item)
}
