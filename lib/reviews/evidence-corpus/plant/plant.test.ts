import { describe, expect, test } from "vitest"
import { corpusOf } from "../corpus.ts"
import { type FigureStyle, readFigure } from "../figures.ts"
import { drawFrom } from "../random.ts"
import { KINDS, type Kind } from "./kinds.ts"
import type { Planted } from "./plant.ts"
import { otherClientsName } from "./words-gone-wrong.ts"

const { planted } = corpusOf(5, 60)
const of = (kind: Kind) => planted.filter((one) => one.kind === kind)

/** The text with the edits taken back, last first. */
const mended = ({ text, edits }: Planted) =>
  [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((left, { start, end, was }) => left.slice(0, start) + was + left.slice(end), text)

describe.each(KINDS)("%s", (kind) => {
  test("differs from the true draft where the edits say, and nowhere else", () => {
    for (const one of of(kind)) {
      expect(one.text).not.toBe(one.from.text)
      expect(mended(one)).toBe(one.from.text)
    }
  })

  test("names what is wrong, inside the text", () => {
    for (const { text, wrong, edits } of of(kind)) {
      expect(wrong.length).toBeGreaterThan(0)
      for (const { start, end } of wrong) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
      }
      const [first] = edits
      // The error lies at its edits, or just behind a negation that is gone.
      expect(
        wrong.some(({ start, end }) => first && start <= first.end + 40 && end >= first.start),
      ).toBe(true)
    }
  })
})

/** Every number that stands in the sources as this marker's, read off their texts. */
function toldOf({ from }: Planted, marker: string): number[] {
  const result = from.report.results.find((one) => one.marker.id === marker)
  return [
    result?.number,
    result?.low,
    result?.high,
    ...(result?.earlier ?? []).map(({ number }) => number),
  ].filter((one) => typeof one === "number")
}

/** A number that may be written in groups where the rest of its draft has none. */
const numberIn = (text: string, figures: FigureStyle) =>
  readFigure(text, figures.decimal === "." ? { decimal: ".", thousands: "," } : figures)

test.each(["changed digit", "moved decimal point", "other client's value"] as const)(
  "%s: the number in the text is none of the marker's, nor of the remedy's",
  (kind) => {
    let seen = 0
    for (const one of of(kind)) {
      const [place] = one.wrong
      const [edit] = one.edits
      const was = one.from.spans.find(({ text, mark }) => text === edit?.was && "number" in mark)
      if (!place || !was) continue
      const number = numberIn(one.text.slice(place.start, place.end), one.from.scene.voice.figures)
      expect(number).not.toBeNaN()
      const hit = one.from.spans.find(({ start }) => start === edit?.start)
      if (hit?.mark.role === "dose") {
        const { dose } = hit.mark
        const own = one.from.report.doses.find(({ remedy }) => remedy.id === dose)
        const amount = own?.amount ?? Number.NaN
        expect([amount, amount / (own?.remedy.other?.per ?? 1)]).not.toContain(number)
        seen++
        continue
      }
      if (was.mark.role !== "value" && was.mark.role !== "bound") continue
      if (!hit || (hit.mark.role !== "value" && hit.mark.role !== "bound")) continue
      expect(toldOf(one, hit.mark.marker)).not.toContain(number)
      seen++
    }
    expect(seen).toBeGreaterThan(40)
  },
)

test("a moved decimal point makes the number ten times larger or smaller, or a thousand times in groups", () => {
  let far = 0
  for (const one of of("moved decimal point")) {
    const [edit] = one.edits
    if (!edit) continue
    const { figures } = one.from.scene.voice
    const now = one.text.slice(edit.start, edit.end)
    const ratio = numberIn(now, figures) / readFigure(edit.was, figures)
    const off = Math.min(...[10, 0.1, 1000].map((times) => Math.abs(ratio - times)))
    expect(off).toBeLessThan(0.5)
    if (ratio < 100) continue
    expect(now).toMatch(/^\D*\d{1,3},\d{3}$/)
    far++
  }
  expect(far).toBeGreaterThanOrEqual(5)
})

test("a swap moves values or names of two markers with different values", () => {
  for (const { edits } of of("swapped markers")) {
    expect(edits).toHaveLength(2)
    expect(edits[0]?.was).not.toBe(edits[1]?.was)
  }
})

test("a wrong date is written nowhere in the sources, or belongs to something else", () => {
  for (const { variety, text, edits, from } of of("wrong date")) {
    const [edit] = edits
    const now = text.slice(edit?.start, edit?.end)
    expect(now).not.toBe(edit?.was)
    if (variety === "another date of the report") continue
    for (const source of [from.sources.sourceText, ...from.sources.documentPages])
      expect(source).not.toContain(now)
  }
})

test("an invented value is of a marker that the report does not have", () => {
  for (const { from, text, wrong } of of("invented value")) {
    const names = wrong.map(({ start, end }) => text.slice(start, end).toLowerCase())
    const measured = from.report.results.flatMap(({ marker }) =>
      marker.spoken.map((name) => name.toLowerCase()),
    )
    for (const name of names) expect(measured).not.toContain(name)
  }
})

test("a namesake is never taken for another client", () => {
  const [from] = corpusOf(5, 1).clean
  if (!from) throw new Error("There is no case")
  const named = (first: string, last: string) => ({
    ...from,
    report: { ...from.report, client: { ...from.report.client, first, last } },
  })
  const { first, last } = from.report.client
  const others = [named("Zoe", last), named(first, "Zachary"), named("Zoe", "Zachary")]
  for (let seed = 0; seed < 40; seed++) {
    const edit = otherClientsName(
      { ...from, spans: of("other client's name")[0]?.from.spans ?? [] },
      drawFrom(seed),
      others,
    )
    for (const text of edit?.replace.values() ?? [])
      expect(text).toMatch(/^(Zoe|ZACHARY, ZOE|Zachary, Zoe|M[rs]s?\. Zachary)/)
  }
})

test("another client's name shares no word with the client's", () => {
  for (const { text, edits, from } of of("other client's name")) {
    const [edit] = edits
    const now = text.slice(edit?.start, edit?.end)
    const { first, last } = from.report.client
    for (const own of [first, last]) expect(now.toLowerCase()).not.toContain(own.toLowerCase())
  }
})
