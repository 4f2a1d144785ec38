import { expect, test } from "vitest"
import { dayIn } from "./calendar.ts"
import { type Case, caseOf } from "./case.ts"
import { nameIn } from "./client.ts"
import { COMMITTED_SEED } from "./corpus.ts"
import { REMEDIES } from "./doses/catalogue.ts"
import { readFigure } from "./figures.ts"
import type { Span } from "./pieces.ts"
import { factOf } from "./stated.ts"
import { unitOf } from "./units.ts"
import { VITALS } from "./vitals/catalogue.ts"

const cases = Array.from({ length: 200 }, (_, index) => caseOf(COMMITTED_SEED, index))

/** What a printed number may mean: a point, a decimal comma, commas or spaces between thousands. */
const readings = (text: string) =>
  (
    [
      { decimal: ".", thousands: "" },
      { decimal: ",", thousands: "" },
      { decimal: ".", thousands: "," },
      { decimal: ".", thousands: " " },
    ] as const
  ).map((style) => readFigure(text, style))

/** The places of the sources' texts that tell the same fact as a span of the draft. */
function placesOf({ written }: Case, { mark }: Span): string[] {
  return [...(written.text ? [written.text] : []), ...written.pages].flatMap(({ text, spans }) =>
    spans
      .filter((span) => factOf(span.mark) === factOf(mark))
      .filter(
        (span) =>
          mark.role !== "bound" || (span.mark.role === "bound" && span.mark.end === mark.end),
      )
      .filter((span) => mark.role !== "day" || span.mark.role === "day")
      .filter((span) => mark.role !== "value" || span.mark.role === "value")
      .filter((span) => mark.role !== "dose" || span.mark.role === "dose")
      .filter(
        (span) =>
          mark.role !== "vital" || (span.mark.role === "vital" && span.mark.part === mark.part),
      )
      .map((span) => text.slice(span.start, span.end)),
  )
}

/** The pipeline's entry for a marker, told by its printed names. */
const entryOf = ({ sources, report }: Case, marker: string) => {
  const printed = report.results.find((one) => one.marker.id === marker)?.marker.printed ?? []
  return sources.biomarkers.find(({ name }) => printed.includes(name))
}

/** Whether the sources say what a span of the draft says, read off the sources themselves. */
function stands(from: Case, span: Span): boolean {
  const { mark } = span
  const { client, dates } = from.report
  const places = placesOf(from, span)
  switch (mark.role) {
    case "value": {
      const entry = entryOf(from, mark.marker)
      const sent = mark.earlier === null ? entry?.value : entry?.previous?.[mark.earlier]?.value
      const result = from.report.results.find((one) => one.marker.id === mark.marker)
      const other = result?.marker.other
      if (mark.converted) {
        if (!result || !other) return false
        const inOther = result.unit === other.unit
        const worked = inOther
          ? (result.number - other.offset) / other.factor
          : result.number * other.factor + other.offset
        return (
          Math.abs(worked - mark.number) <=
          0.5 * 10 ** -(inOther ? result.marker.digits : other.digits) + 1e-9
        )
      }
      return (
        places.some((text) => readings(text).includes(mark.number)) ||
        (sent !== undefined && readings(String(sent)).includes(mark.number))
      )
    }
    case "bound": {
      const entry = entryOf(from, mark.marker)
      return (
        places.some((text) => readings(text).includes(mark.number)) ||
        entry?.[mark.end] === mark.number ||
        // A lab that prints "0-100" has zero for its lower end.
        (mark.number === 0 &&
          from.report.results.some((one) => one.marker.id === mark.marker && one.fromZero))
      )
    }
    case "unit": {
      const result = from.report.results.find((one) => one.marker.id === mark.marker)
      if (mark.unit !== result?.unit) return mark.unit === result?.converted?.unit
      const { forms } = unitOf(mark.unit)
      return [...places, entryOf(from, mark.marker)?.unit ?? ""].some((text) =>
        forms.includes(text),
      )
    }
    case "day": {
      const entry = entryOf(from, mark.marker)
      const spans = [
        ...(from.written.text ? [from.written.text] : []),
        ...from.written.pages,
      ].flatMap((one) => one.spans)
      return (
        entry?.previous?.[mark.earlier]?.day === mark.day ||
        spans.some((one) => one.mark.role === "day" && one.text === dayIn(one.mark.form, mark.day))
      )
    }
    case "date":
      return (
        (mark.date === "birth" && from.sources.client.birthDate === dates.birth) ||
        [...from.sources.documentPages, from.sources.sourceText].some((text) =>
          ["iso", "us", "usBare", "dotted", "long", "medium", "mediumDayFirst", "dashed"].some(
            (form) => text.includes(dayIn(form, dates[mark.date])),
          ),
        )
      )
    case "client":
      return (
        from.sources.client.name === nameIn("full", client) ||
        places.some((text) => text.toUpperCase().includes(client.last.toUpperCase()))
      )
    case "age":
      return places.includes(String(mark.number))
    case "vital": {
      const other = VITALS.find(({ id }) => id === mark.vital)?.other
      return places.some((text) => {
        const number = readFigure(text)
        const worked = mark.converted && other ? number * other.factor + other.offset : number
        return Math.abs(worked - mark.number) <= (mark.converted ? 0.051 : 1e-9)
      })
    }
    case "dose": {
      const per = REMEDIES.find(({ id }) => id === mark.dose)?.other?.per ?? 1
      return places.some((text) =>
        readings(text)
          .flatMap((number) => [number, number * per, number / per])
          .some((number) => Math.abs(number - mark.number) < 1e-9),
      )
    }
    default:
      return true
  }
}

test("whatever a clean draft says stands in its sources", () => {
  const untold = cases.flatMap((from) =>
    from.spans
      .filter((span) => !stands(from, span))
      .map((span) => [from.index, from.style, span.text, span.mark]),
  )
  expect(untold).toEqual([])
})

test("a clean draft's text says the number that its bookkeeping knows", () => {
  for (const { spans, text, scene } of cases)
    for (const span of spans) {
      expect(text.slice(span.start, span.end)).toBe(span.text)
      if ("number" in span.mark && /\d/.test(span.text))
        expect(readFigure(span.text, scene.voice.figures)).toBe(span.mark.number)
    }
})

test("a clean draft has no number that the bookkeeping does not know", () => {
  for (const { spans, text } of cases) {
    const rest = spans.reduceRight(
      (left, { start, end }) => `${left.slice(0, start)}${left.slice(end)}`,
      text,
    )
    expect(rest).not.toMatch(/\d/)
  }
})

test("counts, changes and ages of a clean draft are worked out from its report", () => {
  let told = 0
  for (const { spans, report, sources } of cases)
    for (const { mark } of spans) {
      if (mark.role === "count") {
        // Whoever counts the markers sent, or those of the report, comes to the same number.
        expect([0, report.results.length]).toContain(sources.biomarkers.length)
        const out = report.results.filter(
          ({ number, low, high }) =>
            (low !== null && number < low) || (high !== null && number > high),
        ).length
        expect([report.results.length, out, report.results.length - out]).toContain(mark.number)
        told++
      }
      if (mark.role === "percent" || mark.role === "difference") {
        const result = report.results.find((one) => one.marker.id === mark.marker)
        const before = result?.earlier[0]?.number ?? Number.NaN
        const change = Math.abs((result?.number ?? Number.NaN) - before)
        const worked = mark.role === "percent" ? (100 * change) / before : change
        expect(Math.abs(worked - mark.number)).toBeLessThanOrEqual(
          mark.role === "percent" ? 0.5 : 1e-6,
        )
        told++
      }
      if (mark.role === "age") {
        const [birth, day] = [report.dates.birth, report.dates.collected].map(
          (one) => new Date(`${one}T00:00:00Z`),
        )
        const years = ((day?.getTime() ?? 0) - (birth?.getTime() ?? 0)) / 31_556_952_000
        expect(Math.abs(years - mark.number - 0.5)).toBeLessThanOrEqual(0.51)
        told++
      }
    }
  expect(told).toBeGreaterThan(100)
})
