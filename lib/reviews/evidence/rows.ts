import {
  type DateReading,
  type Item,
  type MarkerItem,
  type NumberItem,
  type RangeItem,
  wordOf,
} from "./items.ts"
import { isSerial, type Line, linesOf } from "./lines.ts"
import { isMarker, type Reading } from "./reading.ts"
import { type Unit, unitAt } from "./units.ts"

/** A bound, or both, of a reference range as a row has it. */
type RowRange = { low?: NumberItem; high?: NumberItem; start: number; end: number }

/** What one row of a table says of its marker. */
export type Row = {
  marker: MarkerItem
  value?: NumberItem
  /** A value in words, such as `Negative`. */
  words?: { text: string; start: number; end: number }
  /** The row's unit, wherever in it it stands. */
  unit?: Unit
  ranges: RowRange[]
  earlier: { item: NumberItem; day?: DateReading }[]
  /** Numbers of columns that nobody named. */
  beside: NumberItem[]
  flag?: "high" | "low"
}

const EARLIER = new Set(
  "previous previously prev prior last earlier before from past old baseline".split(" "),
)
const RANGE = new Set(
  "ref reference range ranges interval limits limit normal desirable expected".split(" "),
)
/** How the lines begin that go on with a row. */
const DETAIL = new Set([...EARLIER, ...RANGE, "in", "above", "below", "within", "outside", "flag"])
const HIGH = new Set(["h", "hh", "high", "hi"])
const LOW = new Set(["l", "ll", "low", "lo"])

const WORDS =
  /^[\s:|.,"-]*((?:negative|positive|(?:non ?-? ?)?reactive|not detected|none detected|detected|normal|none|absent|present|trace|clear|yellow|equivocal|indeterminate)(?![a-z])[^\n|"]{0,20})/

const emptyRow = (marker: MarkerItem): Row => ({ marker, ranges: [], earlier: [], beside: [] })

// `"low": 6`, `max 32`: a bound by its key. `high` and `low` alone are flags; a sign makes them keys.
const LOW_KEY = new Set(
  "lower min minimum ref_low reflow low_limit range_low reference_low".split(" "),
)
const HIGH_KEY = new Set(
  "upper max maximum ref_high refhigh high_limit range_high reference_high".split(" "),
)

/** The bound that the number at `at` is by the key right before it, or null. */
function boundKey(items: Item[], at: number): "low" | "high" | null {
  let sign = false
  for (let back = at - 1; back >= Math.max(0, at - 5); back--) {
    const item = items[back]
    const word = wordOf(item)
    if (item?.type === "sign" && /["':=]/.test(item.sign)) sign ||= /[:=]/.test(item.sign)
    else if (!["limit", "bound", "value"].includes(word)) {
      if (LOW_KEY.has(word) || (sign && word === "low")) return "low"
      return HIGH_KEY.has(word) || (sign && word === "high") ? "high" : null
    }
  }
  return null
}

/** Adds a bound that has a key: the second of a pair completes the first one's range. */
function addKeyed(row: Row, item: NumberItem, key: "low" | "high"): void {
  const { start, end } = item
  const last = row.ranges.at(-1)
  if (last && last[key] === undefined) Object.assign(last, { [key]: item, end })
  else row.ranges.push({ [key]: item, start, end })
}

type State = { mode: "value" | "range" | "earlier"; day?: DateReading }

/** Reads items `from` to `to` into the row; the item it stopped at. */
function readCells(reading: Reading, from: number, to: number, row: Row, state: State): number {
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

/** The lines behind `index` that go on with its row: its range, its earlier values. */
function readDetails(reading: Reading, lines: Line[], index: number, row: Row): number {
  let at = index + 1
  for (; at < Math.min(lines.length, index + 4); at++) {
    const line = lines[at]
    if (!line || line.head !== null || line.kind === "blank") break
    // A cell of its own: `6 - 32`, `>40`.
    if (line.cell && isBound(line) && row.ranges.length === 0) {
      addBound(row, line.cell)
      continue
    }
    const lead = reading.items.slice(line.from, line.from + 2).map(wordOf)
    if (!DETAIL.has(lead[0] ?? "")) break
    // A row has its range already: what follows speaks of others.
    const mode = EARLIER.has(lead[0] ?? "") ? "earlier" : "range"
    if (mode === "range" && row.ranges.length > 0) break
    readCells(reading, line.from, line.to, row, { mode })
  }
  return at
}

/** Finds or makes the marker that a line names; null where it names none. */
export type Naming = (line: Line) => MarkerItem | null

/** Columns that were pulled apart: names, then as many values, then their ranges, then their units. */
function readColumns(
  lines: Line[],
  first: number,
  names: Line[],
  naming: Naming,
): { rows: Row[]; next: number } | null {
  let last = first
  while (lines[last]?.kind === "number" || lines[last]?.kind === "range") last += 1
  const cells = lines.slice(first, last)
  const half = cells.length / 2
  const split =
    Number.isInteger(half) &&
    cells.slice(0, half).every(({ kind }) => kind === "number") &&
    cells.slice(half).every(isBound)
  const count = split ? half : cells.length
  if (count > names.length || (!split && cells.some(({ kind }) => kind === "range"))) return null
  const behind = lines.slice(last, last + count)
  const units =
    behind.length === count && behind.every(({ kind }) => kind === "unit" || kind === "blank")
      ? behind
      : []
  const rows = names.slice(-count).flatMap((line, index) => {
    const marker = naming(line)
    if (!marker) return []
    const row = emptyRow(marker)
    const [value, bound] = [cells[index]?.cell, split ? cells[count + index]?.cell : undefined]
    const unit = units[index]?.unit
    if (unit) row.unit = unit
    if (value?.type === "number") {
      row.value = value
      row.unit ??= value.unit
      const flag = cells[index]?.flag ?? value.flag
      if (flag) row.flag = flag
    }
    if (bound) addBound(row, bound)
    return [row]
  })
  return { rows, next: last + units.length }
}

const isBound = ({ kind, cell }: Line) =>
  kind === "range" || (cell?.type === "number" && cell.comparison !== undefined)

function addBound(row: Row, cell: NumberItem | RangeItem): void {
  const { start, end } = cell
  if (cell.type === "range") row.ranges.push({ low: cell.low, high: cell.high, start, end })
  else if (cell.comparison?.startsWith("<")) row.ranges.push({ high: cell, start, end })
  else row.ranges.push({ low: cell, start, end })
}

/** The rows of a source's tables, and which of its items they took. */
export function rowsIn(reading: Reading, naming: Naming): { rows: Row[]; taken: Set<number> } {
  const lines = linesOf(reading)
  const rows: Row[] = []
  const taken = new Set<number>()
  const take = (from: number, to: number) => {
    for (let at = from; at < to; at++) taken.add(at)
  }
  let names: Line[] = []
  for (let index = 0; index < lines.length; ) {
    const line = lines[index]
    if (!line) break
    if (line.kind === "name" && !WORDS.test(behindName(reading, line))) {
      names.push(line)
      index += 1
      continue
    }
    if (names.length > 0 && (line.kind === "number" || line.kind === "range")) {
      const columns = readColumns(lines, index, names, naming)
      if (columns) {
        const [only] = columns.rows
        const next =
          columns.rows.length === 1 && only
            ? readDetails(reading, lines, columns.next - 1, only)
            : columns.next
        rows.push(...columns.rows)
        take(names[0]?.from ?? line.from, lines[next - 1]?.to ?? line.to)
        names = []
        index = next
        continue
      }
    }
    names = []
    index = readRow(reading, lines, index, rows, take)
  }
  return { rows, taken }
}

const behindName = (reading: Reading, { head, end }: Line) =>
  head === null ? "" : reading.folded.slice(reading.items[head]?.end ?? end, end)

/** The row of one line and of those that go on with it; the line behind. */
function readRow(
  reading: Reading,
  lines: Line[],
  index: number,
  rows: Row[],
  take: (from: number, to: number) => void,
): number {
  const line = lines[index]
  const marker = line?.head == null ? undefined : reading.items[line.head]
  if (!line || line.head === null || !isMarker(marker)) return index + 1
  const row = emptyRow(marker)
  const words = WORDS.exec(behindName(reading, line))
  if (words) {
    const start = marker.end + words[0].length - (words[1] ?? "").length
    row.words = {
      text: (words[1] ?? "").trim(),
      start,
      end: marker.end + words[0].trimEnd().length,
    }
    rows.push(row)
    take(line.from, line.to)
    return index + 1
  }
  const stopped = readCells(reading, line.head + 1, line.to, row, { mode: "value" })
  if (!row.value) return index + 1
  rows.push(row)
  take(line.from, stopped)
  return stopped < line.to ? index + 1 : readDetails(reading, lines, index, row)
}

/** What stands behind a marker in prose, as far as the next marker or the end of the sentence. */
export function looseRow(reading: Reading, at: number): Row {
  const row = emptyRow(reading.items[at] as MarkerItem)
  const end = reading.sentences[reading.sentenceOf[at] ?? 0]?.to ?? at
  let [to, words, numbers] = [at + 1, 0, false]
  for (; to < Math.min(end, at + 40); to++) {
    const item = reading.items[to]
    if (isMarker(item)) break
    if (item?.type === "number") numbers = true
    if (item?.type === "word") words += 1
    if (!numbers && words > 12) break
  }
  readCells(reading, at + 1, to, row, { mode: "value" })
  return row
}
