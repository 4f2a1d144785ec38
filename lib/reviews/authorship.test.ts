import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { AuthorSpan } from "#lib/db/schema/reviews.ts"
import { aiShare, reauthor, writtenBy } from "./authorship.ts"

/** Each author's characters of a text, such as `ai:The …|me:mended`. */
const told = (text: string, spans: AuthorSpan[]) =>
  spans.map(({ start, end, author }) => `${author}:${text.slice(start, end)}`).join("|")

const text = () =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom("HDL", "is", "5.6", "%", " ", "\n", ".", "high", "🩸", "é", "۵"),
        fc.string({ unit: "binary", maxLength: 4 }),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join("").toWellFormed())

/** A text with a place in it that splits no character. */
const textAndPlaces = () =>
  text().chain((value) => {
    const places = [0]
    for (const character of value) places.push((places.at(-1) ?? 0) + character.length)
    return fc.record({
      value: fc.constant(value),
      one: fc.constantFrom(...places),
      other: fc.constantFrom(...places),
    })
  })

function expectTiles(spans: AuthorSpan[], value: string) {
  let at = 0
  let last = ""
  for (const span of spans) {
    expect(span.start).toBe(at)
    expect(span.end).toBeGreaterThan(span.start)
    expect(span.author).not.toBe(last)
    expect(value.slice(span.start, span.end).isWellFormed()).toBe(true)
    at = span.end
    last = span.author
  }
  expect(at).toBe(value.length)
}

describe("authorship", () => {
  test.each([
    ["Ferritin is 45.", "Ferritin is 54.", "ai:Ferritin is |me:54|ai:."],
    ["HDL is low.", "HDL is not low.", "ai:HDL is |me:not |ai:low."],
    ["Hemoglobn A1c", "Hemoglobin A1c", "ai:Hemoglob|me:i|ai:n A1c"],
    ["a b c d", "a c d", "ai:a c d"],
    ["One. Two.", "Zero. One. Two. Three.", "me:Zero. |ai:One. Two|me:. Three|ai:."],
    ["", "mine", "me:mine"],
    ["gone", "", ""],
  ])("of %j edited to %j", (before, after, expected) => {
    expect(told(after, reauthor(before, writtenBy("ai", before), after, "me"))).toBe(expected)
  })

  test("several edits in one save are told apart", () => {
    const before = "HDL is 45 mg/dL. LDL is 120 mg/dL. Nothing else stands out."
    const after = "HDL is 54 mg/dL. LDL is 130 mg/dL. Nothing stands out."
    expect(told(after, reauthor(before, writtenBy("ai", before), after, "me"))).toBe(
      "ai:HDL is |me:54|ai: mg/dL. LDL is 1|me:3|ai:0 mg/dL. Nothing stands out.",
    )
  })

  test("spans tile the text exactly after any edits by any hands, and split no character", () => {
    fc.assert(
      fc.property(text(), fc.array(text(), { maxLength: 5 }), (first, edits) => {
        let value = first
        let spans = writtenBy("ai", first)
        expectTiles(spans, value)
        for (const [n, next] of edits.entries()) {
          spans = reauthor(value, spans, next, `person ${n % 2}`)
          value = next
          expectTiles(spans, value)
        }
      }),
      { numRuns: 500 },
    )
  })

  test("an unchanged text keeps its spans", () => {
    fc.assert(
      fc.property(text(), text(), (first, second) => {
        const spans = reauthor(first, writtenBy("ai", first), second, "me")
        expect(reauthor(second, spans, second, "other")).toEqual(spans)
      }),
    )
  })

  test("what is inserted anywhere is the inserter's, and nothing else is", () => {
    fc.assert(
      fc.property(textAndPlaces(), text(), ({ value, one }, inserted) => {
        const after = value.slice(0, one) + inserted + value.slice(one)
        const spans = reauthor(value, writtenBy("ai", value), after, "me")
        const mine = spans.filter((span) => span.author === "me")
        expect(mine.reduce((sum, span) => sum + span.end - span.start, 0)).toBe(inserted.length)
        expect(
          spans
            .filter((span) => span.author === "ai")
            .map((span) => after.slice(span.start, span.end))
            .join(""),
        ).toBe(value)
      }),
      { numRuns: 500 },
    )
  })

  test("deleting anywhere makes nobody an author", () => {
    fc.assert(
      fc.property(textAndPlaces(), ({ value, one, other }) => {
        const after = value.slice(0, Math.min(one, other)) + value.slice(Math.max(one, other))
        const spans = reauthor(value, writtenBy("ai", value), after, "me")
        expect(spans).toEqual(writtenBy("ai", after))
      }),
      { numRuns: 500 },
    )
  })

  test("typing letter by letter gives what one insertion gives", () => {
    fc.assert(
      fc.property(textAndPlaces(), text(), ({ value, one }, typed) => {
        let now = value
        let spans = writtenBy("ai", value)
        let at = one
        for (const character of typed) {
          const next = now.slice(0, at) + character + now.slice(at)
          spans = reauthor(now, spans, next, "me")
          now = next
          at += character.length
        }
        const mine = spans.filter((span) => span.author === "me")
        expect(mine.reduce((sum, span) => sum + span.end - span.start, 0)).toBe(typed.length)
        expectTiles(spans, now)
      }),
      { numRuns: 300 },
    )
  })

  test("a long text written anew is told without a wait", () => {
    const words = (seed: number) =>
      Array.from({ length: 9_000 }, (_, n) => `w${(n * seed) % 7919}`).join(" ")
    const [before, after] = [words(31), words(97)]
    const began = performance.now()
    expectTiles(reauthor(before, writtenBy("ai", before), after, "me"), after)
    expect(performance.now() - began).toBeLessThan(3_000)
  })

  test("the AI's share counts its characters", () => {
    expect(aiShare([])).toBe(0)
    expect(aiShare(writtenBy("ai", "abcd"))).toBe(1)
    expect(aiShare(writtenBy("before", "abcd"))).toBe(0)
    expect(aiShare(reauthor("abc", writtenBy("ai", "abc"), "abcd", "me"))).toBe(0.75)
  })
})
