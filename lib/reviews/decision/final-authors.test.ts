import fc from "fast-check"
import { expect, test } from "vitest"
import { normaliseText } from "#lib/changes/normalise.ts"
import type { Authors } from "../authorship.ts"
import { authorsOfFinal } from "./final-authors.ts"

/** What each author wrote, in order. */
const told = (text: string, spans: Authors) =>
  spans.map(({ start, end, author }) => `${author}:${text.slice(start, end)}`).join("|")

test("spans are of the text as it is written and fingerprinted, not as it was typed", () => {
  const typed = "LDL is 131.  \nCall her.\n\u00a0\nFerritin is 40.  \n\n"
  const mine = typed.indexOf("Call her.")
  const spans = [
    { start: 0, end: mine, author: "ai" },
    { start: mine, end: mine + "Call her.".length, author: "me" },
    { start: mine + "Call her.".length, end: typed.length, author: "ai" },
  ]
  const text = normaliseText(typed)
  expect(told(text, authorsOfFinal(typed, spans))).toBe(
    "ai:LDL is 131.\n|me:Call her.|ai:\n\nFerritin is 40.",
  )
})

test("nobody's letter becomes another's, and the spans tile the text", () => {
  const word = fc.constantFrom(
    "LDL",
    "is",
    "131.",
    "  ",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u00a0",
    "e\u0301",
  )
  const part = fc.record({
    author: fc.constantFrom("ai", "me"),
    text: fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join("")),
  })
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      let at = 0
      const spans = parts.map(({ author, text }) => {
        const span = { start: at, end: at + text.length, author }
        at = span.end
        return span
      })
      const typed = parts.map(({ text }) => text).join("")
      const text = normaliseText(typed)
      const final = authorsOfFinal(typed, spans)
      expect(final.at(-1)?.end ?? 0).toBe(text.length)
      const lettersOf = (whole: string, all: Authors, author: string) =>
        all
          .filter((one) => one.author === author)
          .map(({ start, end }) => whole.slice(start, end))
          .join("")
          .normalize("NFC")
          .replace(/\s/g, "")
      for (const author of ["ai", "me"]) {
        expect(lettersOf(text, final, author)).toBe(lettersOf(typed, spans, author))
      }
    }),
    { numRuns: 500 },
  )
})
