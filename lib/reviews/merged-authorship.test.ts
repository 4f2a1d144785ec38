import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { AuthorSpan } from "#lib/db/schema/reviews.ts"
import { writtenBy } from "./authorship.ts"
import { authorsOfMerged, authorsOfWritten } from "./merged-authorship.ts"

const told = (text: string, spans: AuthorSpan[]) =>
  spans.map(({ start, end, author }) => `${author}:${text.slice(start, end)}`).join("|")

const merged = (approved: string, found: string, text: string) =>
  told(
    text,
    authorsOfMerged({ approved, spans: writtenBy("ai", approved), found, text, personId: "me" }),
  )

describe("authors of a merged text", () => {
  test.each([
    ["both whole", "New summary.", "Called her.", "New summary.\nCalled her."],
    ["turned round", "New summary.", "Called her.", "Called her.\nNew summary."],
    ["put in between", "One. Two.", "Called her.", "One.\nCalled her.\nTwo."],
  ])("whole sentences keep theirs: %s", (_, approved, found, text) => {
    const ours = merged(approved, found, text)
      .split("|")
      .filter((span) => span.startsWith("ai:"))
      .map((span) => span.slice(3).trim())
      .join(" ")
    expect(ours).toBe(approved)
    expect(merged(approved, found, text)).toContain(`before:${found}`)
  })

  test("a sentence of GHL is not the AI's because it shares words with one of the AI's", () => {
    expect(merged("LDL is 120 now. Fine.", "LDL is 130 now. Call.", "LDL is 130 now. Fine.")).toBe(
      "before:LDL is 130 now. |ai:Fine.",
    )
  })

  test("words keep their author too, and the rest is whose who merged", () => {
    const text = "LDL is high. She travels often."
    const spans = authorsOfMerged({
      approved: "LDL is 120 mg/dL.",
      spans: writtenBy("ai", "LDL is 120 mg/dL."),
      found: "She travels.",
      text,
      personId: "me",
    })
    const words = [...text.matchAll(/\w+/g)].map(({ 0: word, index }) => {
      const author = spans.find(({ start, end }) => start <= index && index < end)?.author
      return `${author}:${word}`
    })
    expect(words).toEqual([
      "ai:LDL",
      "ai:is",
      "me:high",
      "before:She",
      "before:travels",
      "me:often",
    ])
  })

  test("spans tile any text, split no character and name nobody else", () => {
    const text = fc
      .array(
        fc.oneof(
          fc.constantFrom("HDL", "is", "5.6", "%", " ", "\n", ". ", "high", "🩸", "é"),
          fc.string({ unit: "binary", maxLength: 3 }),
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join("").toWellFormed())
    fc.assert(
      fc.property(text, text, text, (approved, found, value) => {
        const spans = authorsOfMerged({
          approved,
          spans: writtenBy("ai", approved),
          found,
          text: value,
          personId: "me",
        })
        let at = 0
        for (const span of spans) {
          expect(span.start).toBe(at)
          expect(span.end).toBeGreaterThan(span.start)
          expect(["ai", "before", "me"]).toContain(span.author)
          expect(value.slice(span.start, span.end).isWellFormed()).toBe(true)
          at = span.end
        }
        expect(at).toBe(value.length)
        if (approved !== "" && value === approved) expect(told(value, spans)).toBe(`ai:${value}`)
      }),
      { numRuns: 300 },
    )
  })
})

test("what was approved stands above what was kept, which stood in GHL", () => {
  const summary = "LDL is 120.\r\nFine.  "
  const spans = [
    { start: 0, end: 11, author: "ai" },
    { start: 11, end: summary.length, author: "me" },
  ]
  const written = "LDL is 120.\nFine.\n\n--- Earlier call notes, kept on 2026-11-01 ---\nFine."
  expect(told(written, authorsOfWritten({ summary, spans, written }))).toBe(
    "ai:LDL is 120.|me:\nFine.|before:\n\n--- Earlier call notes, kept on 2026-11-01 ---\nFine.",
  )
  expect(told(summary, authorsOfWritten({ summary, spans, written: summary }))).toBe(
    "ai:LDL is 120.|me:\r\nFine.  ",
  )
})
