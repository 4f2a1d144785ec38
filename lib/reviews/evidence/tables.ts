import type { Role } from "./context.ts"
import { type Item, wordOf } from "./items.ts"
import type { Reading } from "./reading.ts"

type Column = Extract<Role, "present" | "earlier" | "limit"> | null

const isBar = (item: Item | undefined) => item?.type === "sign" && item.sign === "|"

/** Rows above a row that are looked through for the head of its table. */
const REACH = 60

const EARLIER =
  /^(?:previous|previously|prior|last|before|earlier|then|was|baseline|first|initial|old)$/
const PRESENT = /^(?:now|current|currently|latest|today|present|result|results|value|new|this|is)$/
const LIMIT = /^(?:range|ranges|reference|ref|limit|limits|normal|interval|lab|labs|expected)$/

type Known = { rows: Map<number, boolean>; heads: Map<number, Column[]> }
const tables = new WeakMap<Reading, Known>()

/** What the columns of the table hold whose row sentence `sentence` is; null where it is in none. */
function columnsOf(reading: Reading, sentence: number): Column[] | null {
  let known = tables.get(reading)
  if (!known) {
    known = { rows: new Map(), heads: new Map() }
    tables.set(reading, known)
  }
  const { rows, heads } = known
  const { items, sentences } = reading
  const isRow = (at: number) => {
    let row = rows.get(at)
    if (row === undefined) {
      const span = sentences[at]
      row = span !== undefined && items.slice(span.from, span.to).filter(isBar).length > 1
      rows.set(at, row)
    }
    return row
  }
  if (!isRow(sentence)) return null
  let head = sentence
  while (head > 0 && sentence - head < REACH && isRow(head - 1)) head -= 1
  if (head === sentence) return null
  let columns = heads.get(head)
  if (!columns) {
    columns = columnsIn(items, sentences[head])
    heads.set(head, columns)
  }
  return columns
}

function columnsIn(items: Item[], span: { from: number; to: number } | undefined): Column[] {
  const answer: Column[] = []
  const days: (number | null)[] = []
  let cell: Item[] = []
  for (const item of span ? items.slice(span.from, span.to) : []) {
    if (!isBar(item)) {
      cell.push(item)
      continue
    }
    answer.push(columnOf(cell))
    days.push(dayOf(cell))
    cell = []
  }
  answer.push(columnOf(cell))
  days.push(dayOf(cell))
  if (answer.includes("present")) return answer
  // Days alone, without a word for the present one: the newest is.
  const newest = newestOf(days)
  return answer.map((one, at) =>
    one === "earlier" ? (newest === null ? null : at === newest ? "present" : one) : one,
  )
}

/** Which of the columns has the newest day; null where fewer than two have one. */
function newestOf(days: (number | null)[]): number | null {
  const known = days.flatMap((day, at) => (day === null ? [] : [{ day, at }]))
  if (known.length < 2) return null
  return known.reduce((one, other) => (other.day > one.day ? other : one)).at
}

/** A day as a number that sorts; null for a cell without one. */
function dayOf(cell: Item[]): number | null {
  const date = cell.find(({ type }) => type === "date")
  const reading = date?.type === "date" ? date.readings[0] : undefined
  if (reading?.year === undefined) return null
  return reading.year * 10_000 + (reading.month ?? 0) * 100 + (reading.day ?? 0)
}

function columnOf(cell: Item[]): Column {
  const words = cell.map(wordOf)
  if (words.some((word) => LIMIT.test(word))) return "limit"
  if (words.some((word) => EARLIER.test(word))) return "earlier"
  if (words.some((word) => PRESENT.test(word))) return "present"
  return cell.some(({ type }) => type === "date") ? "earlier" : null
}

/** The role that the head of its table gives to the number at item `at`; null where none does. */
export function columnRole(reading: Reading, at: number): Column {
  const sentence = reading.sentenceOf[at] ?? 0
  const columns = columnsOf(reading, sentence)
  if (!columns) return null
  const from = reading.sentences[sentence]?.from ?? at
  return columns[reading.items.slice(from, at).filter(isBar).length] ?? null
}
