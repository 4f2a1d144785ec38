import { expect, test } from "vitest"
import type { Case } from "./case.ts"
import { COMMITTED_SEED, corpusOf, DEFAULT_COUNT } from "./corpus.ts"
import { LABS } from "./labs/all.ts"
import { KINDS } from "./plant/kinds.ts"

const { clean, planted } = corpusOf(COMMITTED_SEED, DEFAULT_COUNT)

/** Sentences and lines with what they say taken out: their shapes. */
function shapesOf({ text, spans }: Case): string[] {
  return spans
    .filter(({ mark }) => mark.role !== "break")
    .reduceRight(
      (left, { start, end, mark }) => `${left.slice(0, start)}{${mark.role}}${left.slice(end)}`,
      text,
    )
    .split(/\n|(?<=[.!?]) /)
}

test("drafts come in at least twelve styles, from every lab, in hundreds of sentence shapes", () => {
  expect(new Set(clean.map(({ style }) => style)).size).toBeGreaterThanOrEqual(12)
  expect(new Set(clean.flatMap(({ templates }) => templates)).size).toBeGreaterThanOrEqual(300)
  expect(new Set(clean.flatMap(shapesOf)).size).toBeGreaterThanOrEqual(700)
  const pages = clean.flatMap(({ sources }) => sources.documentPages)
  for (const { name } of LABS) expect(pages.some((page) => page.startsWith(name))).toBe(true)
})

test("no style is more than a sixth of the corpus", () => {
  for (const style of new Set(clean.map((one) => one.style)))
    expect(clean.filter((one) => one.style === style).length).toBeLessThan(clean.length / 6)
})

test("some cases lack a document, a source text, all biomarkers, units or ranges; each can still be checked", () => {
  const sources = clean.map((one) => one.sources)
  const some = (holds: (one: (typeof sources)[number]) => boolean) =>
    expect(sources.filter(holds).length).toBeGreaterThan(3)
  some(({ documentPages }) => documentPages.length === 0)
  some(({ sourceText }) => sourceText === "")
  some(({ biomarkers }) => biomarkers.length === 0)
  some(({ biomarkers }) => biomarkers.length > 0 && biomarkers.every(({ unit }) => !unit))
  some(
    ({ biomarkers }) =>
      biomarkers.length > 0 &&
      biomarkers.every(({ low, high }) => low === undefined && high === undefined),
  )
  some(({ biomarkers }) => biomarkers.some(({ previous }) => (previous ?? []).length > 1))
  some(({ client }) => client.birthDate === null)
  for (const { biomarkers, sourceText, documentPages } of sources)
    expect(biomarkers.length + sourceText.length + documentPages.length).toBeGreaterThan(0)
})

test("reports have thirty markers or more, values in and out of range, and some are in SI units", () => {
  for (const { report } of clean) {
    expect(report.results.length).toBeGreaterThanOrEqual(30)
    expect(report.results.some(({ side }) => side === "within")).toBe(true)
  }
  expect(
    clean.filter(({ report }) => report.results.some(({ side }) => side !== "within")).length,
  ).toBeGreaterThan(190)
  expect(clean.some(({ report }) => report.si)).toBe(true)
})

test("errors hit values, earlier values, ranges, conversions, counts and changes", () => {
  const hit = new Set(
    planted.filter(({ kind }) => kind === "changed digit").map(({ variety }) => variety),
  )
  for (const variety of ["value", "earlier value", "bound", "count"]) expect(hit).toContain(variety)
})

test("the committed corpus has at least fifty drafts of each kind of error and two hundred clean ones", () => {
  expect(KINDS).toHaveLength(10)
  for (const kind of KINDS)
    expect(planted.filter((one) => one.kind === kind).length).toBeGreaterThanOrEqual(50)
  expect(clean.length).toBeGreaterThanOrEqual(200)
  const drafts = [...clean, ...planted.map(({ from }) => from)].map(({ index }) => index)
  expect(new Set(drafts).size).toBe(drafts.length)
})

test("doses stand in clean drafts, many in another form than in the sources, and are hit by wrong figures", () => {
  const doses = clean.flatMap(({ spans, sources }) =>
    spans.flatMap(({ text, mark }) => (mark.role === "dose" ? [{ text, mark, sources }] : [])),
  )
  expect(doses.length).toBeGreaterThan(100)
  expect(doses.some(({ mark }) => !mark.taken)).toBe(true)
  const asWritten = ({ text, sources }: (typeof doses)[number]) =>
    [sources.sourceText, ...sources.documentPages].some((one) =>
      new RegExp(`(?<![\\d.,])${text}(?![\\d.,]*\\d)`).test(one),
    )
  expect(doses.filter((one) => !asWritten(one)).length).toBeGreaterThan(30)
  for (const kind of ["changed digit", "moved decimal point"])
    expect(
      planted.filter((one) => one.kind === kind && one.variety === "dose").length,
      kind,
    ).toBeGreaterThanOrEqual(8)
})

test("vitals stand in clean drafts, and are hit by every kind of error that hits values", () => {
  const said = (one: Case) => one.spans.some(({ mark }) => mark.role === "vital")
  expect(clean.filter(said).length).toBeGreaterThan(50)
  for (const kind of [
    "changed digit",
    "moved decimal point",
    "invented value",
    "other client's value",
  ])
    expect(
      planted.filter((one) => one.kind === kind && one.variety === "vital").length,
      kind,
    ).toBeGreaterThanOrEqual(10)
})
