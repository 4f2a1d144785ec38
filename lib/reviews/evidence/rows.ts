import { type MarkerItem, wordOf } from "./items.ts"
import { type Line, linesOf } from "./lines.ts"
import { isMarker, type Reading } from "./reading.ts"
import { emptyRow, type Row } from "./row.ts"
import { addBound, isBound } from "./row-bounds.ts"
import { readCells } from "./row-cells.ts"
import { type Naming, readColumns } from "./row-columns.ts"
import { EARLIER, RANGE } from "./row-words.ts"

/** How the lines begin that go on with a row. */
const DETAIL = new Set([...EARLIER, ...RANGE, "in", "above", "below", "within", "outside", "flag"])

const WORDS =
  /^[\s:|.,"-]*((?:negative|positive|(?:non ?-? ?)?reactive|not detected|none detected|detected|normal|none|absent|present|trace|clear|yellow|equivocal|indeterminate)(?![a-z])[^\n|"]{0,20})/

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
