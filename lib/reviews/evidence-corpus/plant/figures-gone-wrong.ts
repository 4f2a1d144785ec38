import type { Case } from "../case.ts"
import { figure, readFigure } from "../figures.ts"
import type { Span } from "../pieces.ts"
import type { Draw } from "../random.ts"
import type { Edit, Planter } from "./plant.ts"
import { couldBeTrue } from "./truth.ts"

const FIGURES = new Set(["value", "bound", "percent", "difference", "count", "age"])

const varietyOf = ({ mark }: Span) =>
  mark.role === "value"
    ? mark.converted
      ? "converted value"
      : mark.earlier === null
        ? "value"
        : "earlier value"
    : mark.role

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
  for (const span of draw.shuffled(from.spans.filter(({ mark }) => FIGURES.has(mark.role)))) {
    const text = withOtherDigit(span.text, draw)
    if (text && isFalse(from, span, readFigure(text, figures))) return one(span, text)
  }
  return null
}

export const moveDecimalPoint: Planter = (from, draw) => {
  const { figures } = from.scene.voice
  const places = from.spans.filter(({ mark }) => mark.role === "value" || mark.role === "bound")
  for (const span of draw.shuffled(places)) {
    const lead = /^[^\d]*/.exec(span.text)?.[0] ?? ""
    const number = readFigure(span.text, figures)
    const digits = span.text.split(figures.decimal)[1]?.length ?? 0
    if (number === 0) continue
    const moved = draw.chance(0.5)
      ? figure(number / 10, digits + 1, figures)
      : figure(number * 10, Math.max(0, digits - 1), figures)
    if (isFalse(from, span, readFigure(moved, figures))) return one(span, lead + moved)
  }
  return null
}

export const otherClientsValue: Planter = (from, draw, others) => {
  const { figures } = from.scene.voice
  const places = from.spans.filter(
    ({ mark }) => mark.role === "value" && mark.earlier === null && !mark.converted,
  )
  for (const span of draw.shuffled(places)) {
    const { mark } = span
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
