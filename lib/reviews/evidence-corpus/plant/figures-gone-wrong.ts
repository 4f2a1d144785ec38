import type { Case } from "../case.ts"
import { doseCouldBe } from "../doses/taken.ts"
import { type FigureStyle, figure, readFigure } from "../figures.ts"
import type { Span } from "../pieces.ts"
import type { Draw } from "../random.ts"
import { vitalCouldBe } from "../vitals/taken.ts"
import type { Edit, Planter } from "./plant.ts"
import { couldBeTrue } from "./truth.ts"

const FIGURES = new Set([
  "value",
  "bound",
  "percent",
  "difference",
  "count",
  "age",
  "vital",
  "dose",
])

const varietyOf = ({ mark }: Span) =>
  mark.role === "value"
    ? mark.converted
      ? "converted value"
      : mark.earlier === null
        ? "value"
        : "earlier value"
    : mark.role

/** Spans in random order; now and then vitals or doses first, of which a draft has few. */
function inOrder(spans: Span[], draw: Draw): Span[] {
  const shuffled = draw.shuffled(spans)
  const drawn = draw.next()
  const first = drawn < 0.25 ? "vital" : drawn < 0.5 ? "dose" : null
  const isFirst = ({ mark }: Span) => mark.role === first
  return [...shuffled.filter(isFirst), ...shuffled.filter((one) => !isFirst(one))]
}

/** Of doses only what the client is said to take: what is thought over may be another one. */
const mayGoWrong = ({ mark }: Span) => mark.role !== "dose" || mark.taken === true

/** Whether this number in the span's place is false beyond doubt. */
export function isFalse(from: Case, span: Span, number: number): boolean {
  const { mark } = span
  if (!("number" in mark)) return false
  const before = mark.number
  if (mark.role === "value" || mark.role === "bound") {
    if (couldBeTrue(from.report, mark.marker, number)) return false
    // Factors of conversion differ from book to book.
    return !(mark.role === "value" && mark.converted) || Math.abs(number - before) > 0.03 * before
  }
  if (mark.role === "vital") {
    if (vitalCouldBe(from.report.vitals, mark.vital, number)) return false
    return !mark.converted || Math.abs(number - before) > 0.03 * before
  }
  if (mark.role === "dose") return !doseCouldBe(from.report.doses, mark.dose, number)
  if (mark.role === "percent") return Math.abs(number - before) >= 2
  return number !== before
}

const one = (span: Span, text: string, variety = varietyOf(span)): Edit => ({
  variety,
  replace: new Map([[span.piece, text]]),
  wrong: [span.piece],
})

/** Another digit in one place of a number; a number does not begin with a zero it had not. */
function withOtherDigit(text: string, draw: Draw): string | null {
  const places = [...text.matchAll(/\d/g)].map((match) => match.index)
  if (places.length === 0) return null
  const at = draw.pick(places)
  const digit = draw.pick("0123456789".replace(text.charAt(at), "").split(""))
  const leads = at === places[0] && places.length > 1 && /\d/.test(text.charAt(at + 1))
  if (leads && digit === "0") return null
  return text.slice(0, at) + digit + text.slice(at + 1)
}

export const changeDigit: Planter = (from, draw) => {
  const { figures } = from.scene.voice
  for (const span of inOrder(
    from.spans.filter((span) => FIGURES.has(span.mark.role) && mayGoWrong(span)),
    draw,
  )) {
    const text = withOtherDigit(span.text, draw)
    if (text && isFalse(from, span, readFigure(text, figures))) return one(span, text)
  }
  return null
}

/** A number with its point moved by one place, as the draft writes numbers. */
function movedByOne(number: number, digits: number, figures: FigureStyle, draw: Draw) {
  const text = draw.chance(0.5)
    ? figure(number / 10, digits + 1, figures)
    : figure(number * 10, Math.max(0, digits - 1), figures)
  return { text, number: readFigure(text, figures) }
}

/**
 * `146,000` for 146: a thousand times the number, whose group could be taken for decimals. Not where a
 * draft has decimal commas, nor where three decimals would be the true ones.
 */
function movedByThree(number: number, digits: number, { decimal }: FigureStyle) {
  const times = 1000 * number
  if (decimal === "," || digits > 2 || times < 1000 || times >= 1_000_000) return null
  return { text: figure(times, 0, { decimal: ".", thousands: "," }), number: times }
}

export const moveDecimalPoint: Planter = (from, draw) => {
  const { figures } = from.scene.voice
  const places = from.spans.filter(
    (span) => ["value", "bound", "vital", "dose"].includes(span.mark.role) && mayGoWrong(span),
  )
  for (const span of inOrder(places, draw)) {
    const lead = /^[^\d]*/.exec(span.text)?.[0] ?? ""
    const number = readFigure(span.text, figures)
    const digits = span.text.split(figures.decimal)[1]?.length ?? 0
    if (number === 0) continue
    const ofLab = span.mark.role === "value" || span.mark.role === "bound"
    const far = ofLab && draw.chance(0.25) ? movedByThree(number, digits, figures) : null
    const moved = far ?? movedByOne(number, digits, figures, draw)
    if (isFalse(from, span, moved.number)) return one(span, lead + moved.text)
  }
  return null
}

export const otherClientsValue: Planter = (from, draw, others) => {
  const { figures } = from.scene.voice
  const places = from.spans.filter(
    ({ mark }) =>
      (mark.role === "vital" || (mark.role === "value" && mark.earlier === null)) &&
      !mark.converted,
  )
  for (const span of inOrder(places, draw)) {
    const { mark } = span
    if (mark.role === "vital") {
      const edit = otherClientsVital(from, span, mark, draw.shuffled(others))
      if (edit) return edit
      continue
    }
    if (mark.role !== "value") continue
    const own = from.report.results.find((result) => result.marker.id === mark.marker)
    for (const other of draw.shuffled(others).slice(0, 8)) {
      const theirs = other.report.results.find((result) => result.marker.id === mark.marker)
      if (!own || !theirs || theirs.sign || theirs.unit !== own.unit || other.index === from.index)
        continue
      if (isFalse(from, span, theirs.number))
        return one(span, figure(theirs.number, own.digits, figures), "value")
    }
  }
  return null
}

function otherClientsVital(
  from: Case,
  span: Span,
  { vital: id, part }: { vital: string; part: number },
  others: readonly Case[],
): Edit | null {
  for (const other of others) {
    const taken = other.report.vitals.find(({ vital }) => vital.id === id)
    const theirs = taken?.numbers[part]
    if (!taken || theirs === undefined || other.index === from.index) continue
    if (isFalse(from, span, theirs))
      return one(span, figure(theirs, taken.vital.digits, from.scene.voice.figures), "vital")
  }
  return null
}
