import { expect, test } from "vitest"
import { cleanOf, corpusOf } from "./corpus.ts"

test("however few drafts are planted, two hundred are left clean", () => {
  expect([1, 50, 100, 101, 300].map(cleanOf)).toEqual([200, 200, 200, 202, 600])
  expect(corpusOf(11, 1).clean).toHaveLength(200)
})

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
