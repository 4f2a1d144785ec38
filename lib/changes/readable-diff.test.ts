import fc from "fast-check"
import { expect, test } from "vitest"
import type { DiffPart } from "#lib/reviews/word-diff.ts"
import { isQuickToCompare, readableDiff } from "./readable-diff.ts"

const without = (parts: DiffPart[], kind: DiffPart["kind"]) =>
  parts
    .filter((part) => part.kind !== kind)
    .map((part) => part.text)
    .join("")

const text = fc
  .array(
    fc.oneof(fc.constantFrom("LDL is 131. ", "She travels.\n", "\n", " ", "No!"), fc.string()),
    {
      maxLength: 10,
    },
  )
  .map((parts) => parts.join(""))

test("a readable diff holds both texts, whole", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = readableDiff(before, after)
      expect(without(parts, "added")).toBe(before)
      expect(without(parts, "removed")).toBe(after)
    }),
  )
})

test("another text stands as a whole, whatever words the two have in common", () => {
  const [before, after] = [
    "Summary of the bloodwork, spring panel.\n\nLDL was above range until May.",
    "Called the client, she is travelling until May.",
  ]
  expect(readableDiff(before, after)).toEqual([
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ])
})

test("an edited word in a sentence is told apart, and sentences around it stay", () => {
  expect(readableDiff("Fine.\nLDL is 131 mg/dL now.", "Fine.\nLDL is 113 mg/dL now.")).toEqual([
    { kind: "same", text: "Fine.\n" },
    { kind: "same", text: "LDL is " },
    { kind: "removed", text: "131" },
    { kind: "added", text: "113" },
    { kind: "same", text: " mg/dL now." },
  ])
})

test.each([
  ["nothing", [], true],
  ["long texts of usual sentences", ["Her ferritin is 12 ng/mL. ".repeat(400), "No pets."], true],
  ["too much text", ["a".repeat(9_000), "b".repeat(3_001)], false],
  ["too many lines", ["a\n".repeat(300), "b\n".repeat(300)], false],
])("%s is quick to compare, or not", (_, texts, quick) => {
  expect(isQuickToCompare(texts)).toBe(quick)
})
