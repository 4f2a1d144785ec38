import fc from "fast-check"
import { expect, test } from "vitest"
import { type DiffPart, wordDiff } from "./word-diff.ts"

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
