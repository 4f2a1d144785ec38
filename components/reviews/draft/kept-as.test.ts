import { expect, test } from "vitest"
import { keptAs } from "./kept-as.ts"

test.each([
  ["saved", "taken"],
  ["claimed-by-other", "taken"],
  ["decided", "taken"],
  ["edited-by-other", "taken"],
  ["gone", "refused"],
] as const)("a text whose save ends as %s is %s", (outcome, kept) => {
  expect(keptAs({ outcome })).toBe(kept)
})

test("a save that the server turned away keeps nothing", () => {
  expect(keptAs(undefined)).toBe("refused")
})
