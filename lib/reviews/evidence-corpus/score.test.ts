import { expect, test } from "vitest"
import { corpusOf } from "./corpus.ts"
import { KINDS } from "./plant/kinds.ts"
import { scoreText } from "./report-text.ts"
import { type Checker, gateProblems, percentile, score } from "./score.ts"

const corpus = corpusOf(3, 5)

const everywhere =
  (verdict: "supported" | "contradicted" | "not-found"): Checker =>
  (text) => [{ kind: "number", start: 0, end: text.length, verdict, places: [], message: "" }]

test("a checker that says nothing, or supports everything, finds nothing and fails the gate", () => {
  for (const check of [() => [], everywhere("supported")]) {
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

test("a checker that knows the errors passes; one numeric miss in a hundred is let through, three are not", () => {
  const larger = corpusOf(3, 100)
  const wrongOf = new Map(larger.planted.map((one) => [one.text, one.wrong]))
  const knowing = (misses: number): Checker => {
    const missed = new Set(
      larger.planted
        .filter(({ kind }) => kind === "wrong unit")
        .slice(0, misses)
        .map(({ text }) => text),
    )
    return (text) =>
      missed.has(text)
        ? []
        : (wrongOf.get(text) ?? []).map((place) => ({
            kind: "value",
            ...place,
            verdict: "contradicted",
            places: [],
            message: "",
          }))
  }
  expect(gateProblems(score(larger, knowing(0)))).toEqual([])
  expect(gateProblems(score(larger, knowing(1)))).toEqual([])
  expect(gateProblems(score(larger, knowing(3)))).toEqual(["wrong unit: 97 of 100 found"])
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
