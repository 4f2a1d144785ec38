import fc from "fast-check"
import { expect, test } from "vitest"
import { changedPlaces, type DiffPart, wordDiff } from "./word-diff.ts"

const join = (parts: DiffPart[], without: DiffPart["kind"]) =>
  parts
    .filter((part) => part.kind !== without)
    .map((part) => part.text)
    .join("")

test("a word diff holds both texts, whole", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "grapheme" }),
      (before, after) => {
        const parts = wordDiff(before, after)
        expect(join(parts, "added")).toBe(before)
        expect(join(parts, "removed")).toBe(after)
      },
    ),
  )
})

test("a changed number is a changed word", () => {
  expect(wordDiff("LDL 131 mg/dL", "LDL 113 mg/dL")).toEqual([
    { kind: "same", text: "LDL " },
    { kind: "removed", text: "131" },
    { kind: "added", text: "113" },
    { kind: "same", text: " mg/dL" },
  ])
})

test("a long text written anew is diffed without a wait, as one change", () => {
  const words = (seed: number) =>
    Array.from({ length: 9_000 }, (_, n) => `w${(n * seed) % 7919}`).join(" ")
  const began = performance.now()
  expect(changedPlaces(words(31), words(97))).toBe(1)
  expect(performance.now() - began).toBeLessThan(5_000)
})

test("changed places are counted, not words", () => {
  expect(changedPlaces("HDL is 45 today", "HDL is 45 today")).toBe(0)
  expect(changedPlaces("HDL is 45 today", "HDL was 54 and 55 today")).toBe(2)
  expect(changedPlaces("a b c", "a b c d e")).toBe(1)
})
