import { expect, test } from "vitest"
import { corpusOf } from "./corpus.ts"

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
