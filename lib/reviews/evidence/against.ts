import {
  type Context,
  type Judgement,
  kindOf,
  nothingFor,
  said,
  textOf,
  told,
  without,
} from "./claims.ts"
import { likeness } from "./compare.ts"
import { isSaidOfNow, type Role, wordsBefore } from "./context.ts"
import { wronglyConverted } from "./converted.ts"
import { compares, isCell, isNamedNear, speaksOfRange } from "./cues.ts"
import { agree } from "./dates.ts"
import type { MarkerFacts, Stated } from "./facts.ts"
import { fold } from "./fold.ts"
import { type DateItem, type Item, type NumberItem, wordOf } from "./items.ts"
import { judgeComparison, judgeLimit, limitTold } from "./ranges.ts"
import { isNumber, type Reading } from "./reading.ts"
import { columnRole } from "./tables.ts"
import { listed, ownerOf, placesOf } from "./words.ts"

const FROM = /(?:^| )from(?: (?:a|an|the|about|around|its|previous|prior|last))*$/

/**
 * Holds a number against what the sources have of the marker it is said of. `rough`: the draft says about;
 * `sure`: the role is told by the words, no date beside it changes it.
 */
export function judgeAgainst(
  context: Context,
  at: number,
  item: NumberItem,
  marker: MarkerFacts,
  { role, rough, sure }: { role: Role; rough: boolean; sure: boolean },
): Judgement {
  const { reading, quote } = context
  const kind = kindOf(item)
  const repeats = wronglyConverted(reading, at, item, marker)
  if (repeats) {
    return {
      kind,
      verdict: "contradicted",
      places: placesOf(marker.values.map(({ place }) => place)),
      message: `It is not what ${textOf(reading, repeats)} of ${marker.name} comes to.`,
    }
  }
  if (role === "limit" || role === "goal") return judgeLimit(context, at, item, marker, role)
  const before = wordsBefore(reading, at)
  const dated = sure && role === "present" ? null : datedEarlier(context, at, marker)
  const old = dated ?? [...marker.earlier, ...marker.beside]
  const column = columnRole(reading, at)
  const early = role === "earlier" || dated !== null
  const alike = (stated: Stated[]) =>
    stated.filter(({ number }) => likeness(item, number, marker.id, rough) === "same")
  if (early) {
    const hits = alike(old)
    if (hits.length > 0) return told(kind, marker, hits, quote, "an earlier value")
    const known = dated ?? marker.earlier
    const present =
      column === null && dated === null && alike(marker.values).length > 0 && !FROM.test(before)
    if (known.length > 0 && !present) {
      return {
        kind,
        verdict: "contradicted",
        places: placesOf(known.map(({ place }) => place)),
        message: `The earlier value of ${marker.name} is ${listed(known.slice(0, 3).map((one) => said(one, quote)))}.`,
      }
    }
  }
  const hits = alike(marker.values)
  const part = marker.earlier.length > 0 ? partOfMove(reading.items, at) : null
  // `98 → 103`, where 103 came first.
  if (part === "start" && alike(old).length === 0) return contradicted(context, item, marker, rough)
  if (hits.length > 0) return told(kind, marker, hits, quote)
  if (part === "end") return contradicted(context, item, marker, rough)
  // Under the head of the present values, only these are right.
  if (column === "present") return contradicted(context, item, marker, rough)
  const cell = isCell(reading, at)
  // `ALT is 31 (it was 46)`, `10.1, close to the 10.2 line`: beside the present value, what it is held against.
  const now = isSaidOfNow(reading, at)
  const near = !now && isNamedNear(reading, at, marker)
  // The digits of the value in a wrong unit, whatever else they come to there.
  if (!early && marker.values.some(({ number }) => likeness(item, number, marker.id) === "unit"))
    return contradicted(context, item, marker, rough)
  if (cell || near || (!now && compares(reading, at))) {
    const plain = item.worded ? without(item) : item
    const earlier = [...marker.earlier, ...marker.beside].filter(
      ({ number }) => likeness(plain, number, marker.id, rough) === "same",
    )
    if (earlier.length > 0) return told(kind, marker, earlier, quote, "an earlier value")
  }
  if (cell || near || speaksOfRange(reading, at)) {
    const limit = limitTold(item, marker, quote)
    if (limit) return limit
  }
  const bound = item.comparison ? judgeComparison(item, marker, quote) : null
  if (bound) return bound
  if (early && marker.earlier.length === 0) {
    return {
      kind,
      verdict: "not-found",
      places: [],
      message: `The sources have no earlier value of ${marker.name}.`,
    }
  }
  const meant = ownerByWords(context, at, item, marker)
  if (meant) return told(kind, meant, meant.values, quote)
  if (marker.values.length === 0) return nothingFor(kind, marker, quote)
  return contradicted(context, item, marker, rough)
}

/** `Total 287 ng/dL, free 38.6 pg/mL`: the marker whose value it is, where a word beside it is in its name. */
function ownerByWords(
  { reading, facts }: Context,
  at: number,
  item: NumberItem,
  marker: MarkerFacts,
): MarkerFacts | null {
  const owner = item.unit ? ownerOf(facts, item, marker) : null
  if (!owner) return null
  const own = new Set(fold(marker.name).split(/[^a-z0-9]+/))
  const names = fold(owner.name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 3 && !own.has(word))
  for (let back = at - 1; back > at - 8; back--) {
    const before = reading.items[back]
    if (before?.type === "marker" || before?.type === "number" || before?.type === "range")
      return null
    if (names.includes(wordOf(before))) return owner
  }
  return null
}

function contradicted(
  { reading, facts, quote }: Context,
  item: NumberItem,
  marker: MarkerFacts,
  rough: boolean,
): Judgement {
  const unit = marker.values.some(
    ({ number }) => likeness(item, number, marker.id, rough) === "unit",
  )
  const owner = unit ? null : ownerOf(facts, item, marker)
  const source = marker.values[0]?.place.source
  const own = marker.values.filter(({ place }) => place.source === source)
  const has = `The report has ${listed(own.map(({ place }) => quote(place)))} for ${marker.name}`
  return {
    kind: kindOf(item),
    verdict: "contradicted",
    places: placesOf(marker.values.map(({ place }) => place)),
    message: unit
      ? `${has}: the unit differs.`
      : owner
        ? `${has}; ${textOf(reading, item)} is its ${owner.name}.`
        : `${has}.`,
  }
}

/** Earlier values of the day or month that the sentence names beside the number; null when it names none. */
function datedEarlier({ reading, facts }: Context, at: number, marker: MarkerFacts) {
  const date = dateBeside(reading, at)
  if (!date) return null
  const present = facts.dates.some(
    ({ label, readings }) =>
      label === "collected" &&
      readings.some((one) => date.readings.some((other) => agree(one, other))),
  )
  if (present) return null
  const found = [...marker.earlier, ...marker.beside].filter(
    ({ day }) => day && date.readings.some((one) => agree(one, day)),
  )
  return found.length > 0 ? found : null
}

/** The date that says when the number at item `at` was measured, as far as one stands beside it. */
function dateBeside(reading: Reading, at: number): DateItem | null {
  const { items, sentenceOf } = reading
  for (const index of [at + 1, at + 2, at + 3, at - 1, at - 2, at - 3, at - 4]) {
    const item = items[index]
    if (sentenceOf[index] !== sentenceOf[at] || item?.type !== "date") continue
    // What is behind a comma begins anew, and `150 → 178 (April)` dates the 150.
    if (index > at && (items.slice(at + 1, index).some(isComma) || endsMove(items, at))) continue
    if (index > at && isColon(items[index + 1])) continue
    // Another number stands nearer to that date.
    const between = items.slice(Math.min(index, at) + 1, Math.max(index, at))
    if (between.some((one) => isNumber(one))) continue
    if (index < at && (goesOn(reading, index, at) || hasOwnNumber(reading, index))) continue
    return item
  }
  return null
}

const isColon = (item: Item | undefined) => item?.type === "sign" && item.sign === ":"
const isComma = (item: Item) => item.type === "sign" && /[,;]/.test(item.sign)

/** Where in `150 → 164 → 178` the number at `at` stands; null where it stands in no such row. */
function partOfMove(items: Item[], at: number): "start" | "end" | null {
  const arrow = (from: number) => {
    const [sign, next] = [items[from], items[from + 1]]
    if (sign?.type !== "sign") return 0
    if (sign.sign === "→") return 1
    return sign.sign === "-" && next?.type === "sign" && next.sign === ">" ? 2 : 0
  }
  const ahead = arrow(at + 1)
  if (ahead > 0 && items[at + 1 + ahead]?.type === "number") return "start"
  const back = arrow(at - 1) === 1 ? 1 : arrow(at - 2) === 2 ? 2 : 0
  return back > 0 && items[at - 1 - back]?.type === "number" ? "end" : null
}

/** `150 → 178`, `150 to 178`: the number at `at` is where the move ends. */
function endsMove(items: Item[], at: number): boolean {
  const [before, second] = [items[at - 1], items[at - 2]]
  const sign = before?.type === "sign" ? before.sign : ""
  const number = (item: Item | undefined) => item?.type === "number"
  if (sign === "→" || (wordOf(before) === "to" && number(second))) return number(second)
  return sign === ">" && second?.type === "sign" && second.sign === "-" && number(items[at - 3])
}

/** `in April 2026 to 178`: the number behind is of another day than the date. */
function goesOn(reading: Reading, from: number, to: number): boolean {
  return reading.items
    .slice(from + 1, to)
    .some((one) => /^(?:to|now|today|currently|and|from|vs|versus|but|then)$/.test(wordOf(one)))
}

/** `150 mg/dL in April 2026`: the date says when that number was measured. */
function hasOwnNumber(reading: Reading, date: number): boolean {
  if (isColon(reading.items[date + 1])) return false
  for (const index of [date - 1, date - 2, date - 3]) {
    const item = reading.items[index]
    if (reading.sentenceOf[index] !== reading.sentenceOf[date]) return false
    if (item?.type === "sign" && item.sign === ",") return false
    if (isNumber(item)) return true
  }
  return false
}
