import { expect, test } from "vitest"
import type { EvidenceFinding } from "#lib/reviews/evidence/types.ts"
import { corpusOf } from "./corpus.ts"
import { KINDS } from "./plant/kinds.ts"
import { scoreText } from "./report-text.ts"
import { type Checker, gateProblems, percentile, score } from "./score.ts"

const corpus = corpusOf(3, 5)

const everywhere =
  (verdict: EvidenceFinding["verdict"]): Checker =>
  (text) => [{ kind: "number", start: 0, end: text.length, verdict, places: [], message: "" }]

test("a checker that says nothing, supports everything or compares nothing finds nothing and fails the gate", () => {
  for (const check of [() => [], everywhere("supported"), everywhere("not-compared")]) {
    const result = score(corpus, check)
    expect(result.kinds.map(({ found }) => found)).toEqual(KINDS.map(() => 0))
    expect(result.missed).toHaveLength(corpus.planted.length)
    expect(result.alarms.mean).toBe(0)
    expect(gateProblems(result)).toHaveLength(7)
  }
})

test("a checker that doubts everything finds all and fails the gate by its alarms", () => {
  const doubtful = score(corpus, everywhere("not-found"))
  expect(
    doubtful.kinds.every(
      ({ found, planted, contradicted }) => found === planted && contradicted === 0,
    ),
  ).toBe(true)
  expect(doubtful.alarms).toEqual({ mean: 1, p95: 1, contradictions: 0 })
  expect(gateProblems(doubtful)).toEqual(["1.00 false alarms per clean draft"])
  expect(score(corpus, everywhere("contradicted")).alarms.contradictions).toBe(1)
  expect(scoreText(doubtful)).toContain("The gate fails")
})

test("a checker that knows the errors passes", () => {
  const wrongOf = new Map(corpus.planted.map((one) => [one.text, one.wrong]))
  const knowing: Checker = (text) =>
    (wrongOf.get(text) ?? []).map((place) => ({
      kind: "value",
      ...place,
      verdict: "contradicted",
      places: [],
      message: "",
    }))
  const result = score(corpus, knowing)
  expect(result.kinds.every(({ contradicted }) => contradicted === 5)).toBe(true)
  expect(gateProblems(result)).toEqual([])
})

test("the gate lets two numeric misses in a hundred through and not three; other kinds are not gated", () => {
  const nothing = score(corpus, () => [])
  const withFound = (of: (kind: string) => number) => ({
    ...nothing,
    kinds: nothing.kinds.map((one) => ({ ...one, planted: 100, found: of(one.kind) })),
  })
  expect(gateProblems(withFound(() => 98))).toEqual([])
  expect(gateProblems(withFound((kind) => (kind === "wrong unit" ? 97 : 100)))).toEqual([
    "wrong unit: 97 of 100 found",
  ])
  const words = ["wrong direction", "dropped not", "other client's name"]
  expect(gateProblems(withFound((kind) => (words.includes(kind) ? 0 : 100)))).toEqual([])
})

test("a finding that only touches the planted place has not found it", () => {
  const beside: Checker = (text, sources) =>
    corpus.planted
      .filter((one) => one.text === text && one.from.sources === sources)
      .map(({ wrong }) => Math.min(...wrong.map(({ start }) => start)))
      .map((end) => ({
        kind: "value",
        start: 0,
        end,
        verdict: "contradicted",
        places: [],
        message: "",
      }))
  expect(score(corpus, beside).kinds.every(({ found }) => found === 0)).toBe(true)
})

test("the 95th percentile is the nearest rank", () => {
  expect(
    percentile(
      Array.from({ length: 100 }, (_, at) => at + 1),
      0.95,
    ),
  ).toBe(95)
  expect(percentile([7], 0.95)).toBe(7)
  expect(percentile([], 0.95)).toBe(0)
})
