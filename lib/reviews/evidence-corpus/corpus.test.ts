import { expect, test } from "vitest"
import { COMMITTED_SEED, corpusOf, DEFAULT_COUNT } from "./corpus.ts"
import { KINDS } from "./plant/kinds.ts"

const told = (seed: number) => {
  const { clean, planted } = corpusOf(seed, 6)
  return JSON.stringify([
    clean.map(({ text, sources }) => [text, sources]),
    planted.map(({ kind, variety, text, edits, wrong }) => [kind, variety, text, edits, wrong]),
  ])
}

test("the same seed gives the same corpus, another seed another one", () => {
  expect(told(11)).toBe(told(11))
  expect(told(11)).not.toBe(told(12))
})

test("the committed corpus has at least fifty drafts of each kind of error and two hundred clean ones", () => {
  const { clean, planted } = corpusOf(COMMITTED_SEED, DEFAULT_COUNT)
  expect(KINDS).toHaveLength(10)
  for (const kind of KINDS)
    expect(planted.filter((one) => one.kind === kind).length).toBeGreaterThanOrEqual(50)
  expect(clean.length).toBeGreaterThanOrEqual(200)
  const drafts = [...clean, ...planted.map(({ from }) => from)].map(({ index }) => index)
  expect(new Set(drafts).size).toBe(drafts.length)
})
