import { likeness } from "./compare.ts"
import type { MarkerFacts } from "./facts.ts"
import type { Item } from "./items.ts"
import { isMarker, type Reading } from "./reading.ts"

const REACH = 30

/** The items of a statement's sentence, as far as `REACH` of them before and behind. */
function around(reading: Reading, at: number): Item[] {
  const span = reading.sentences[reading.sentenceOf[at] ?? 0]
  if (!span) return []
  return reading.items.slice(Math.max(span.from, at - REACH), Math.min(span.to, at + REACH))
}

const words = (items: Item[]) =>
  items
    .map((item) =>
      item.type === "word"
        ? item.word
        : item.type === "sign"
          ? item.sign
          : item.type === "date"
            ? "@"
            : "#",
    )
    .join(" ")

const COMPARES =
  /(?:^| )(?:from|previous|previously|prior|earlier|last|before|since|then|now|versus|vs|against|compared|trend|trending|tendency|went|rose|fell|dropped|risen|fallen|climbed|crept|slid|jumped|slipped|higher|lower|increased?|decreased?|declined?|rise|rising|falling|changed?|moved|delta|ago|baseline|stood|current|currently|course|through|unchanged|held|lost|gained|steady|stable|flat|@|→|↑|↓|- >)(?: |$)/

/** Whether a sentence holds values of two times against each other, so that either may be meant. */
export const compares = (reading: Reading, at: number) => COMPARES.test(words(around(reading, at)))

const RANGES =
  /(?:^| )(?:ranges?|limits?|ref|reference|normal|norm|nl|between|intervals?(?! (?:stability|change|rise|fall|increase|decrease|drop|growth|improvement))|labs?|expected|expects?|wants?|likes?|prefers?|under|over|below|above|within|inside|outside|beyond|less|more|least|most|threshold|zone|uln|lln|cut ?off|bounds?|window|\[|\|)(?: |$)/

/** Whether a sentence speaks of a range or of one of its bounds. */
export const speaksOfRange = (reading: Reading, at: number) =>
  RANGES.test(words(around(reading, at)))

/** Whether item `at` is a cell of a table's row: tabs or bars part it from its neighbours. */
export function isCell(reading: Reading, at: number): boolean {
  const span = reading.sentences[reading.sentenceOf[at] ?? 0]
  const item = reading.items[at]
  if (!span || !item) return false
  for (let back = at - 1; back >= Math.max(span.from, at - 14); back--) {
    const one = reading.items[back]
    if (!isMarker(one)) continue
    const between = reading.text.slice(one.end, item.start)
    return (between.match(/\t|\|| {3,}/g) ?? []).length > 1
  }
  return false
}

/** Whether the marker's present value is named in the same sentence, or in the one before or behind. */
export function isNamedNear(
  { items, sentences, sentenceOf }: Reading,
  at: number,
  marker: MarkerFacts,
): boolean {
  const sentence = sentenceOf[at] ?? 0
  // The cells of a table have places of their own.
  const row = sentences[sentence]
  const bar = (item: Item) => item.type === "sign" && item.sign === "|"
  if (row && items.slice(row.from, row.to).some(bar)) return false
  const from = Math.max(sentences[sentence - 1]?.from ?? sentences[sentence]?.from ?? at, at - 40)
  const to = Math.min(sentences[sentence + 1]?.to ?? sentences[sentence]?.to ?? at, at + 40)
  return items.slice(from, to).some((item, step) => {
    if (from + step === at || item.type !== "number" || item.time) return false
    return marker.values.some(({ number }) => likeness(item, number, marker.id) === "same")
  })
}
