import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { reauthor, writtenBy } from "./authorship.ts"
import { type AuthoredText, PASSAGE_MIN } from "./passages.ts"

/** Each author writes in letters of their own, so that every letter tells who wrote it first. */
const LETTERS = { ai: "abcdef", robin: "ghijkl", dana: "mnopqr" } as const
type Author = keyof typeof LETTERS
const authorOf = (letter: string) =>
  (Object.keys(LETTERS) as Author[]).find((author) => LETTERS[author].includes(letter))

const words = (author: Author) =>
  fc
    .array(fc.string({ unit: fc.constantFrom(...LETTERS[author]), minLength: 5, maxLength: 9 }), {
      minLength: 1,
      maxLength: 12,
    })
    .map((all) => all.join(" "))

/** A part of a new text: words of one's own, or of an earlier text: all of it, or from one word to another. */
type Part = { own: string } | { version: number; from: number; words: number }

const edit = () =>
  fc.constantFrom<Author>("robin", "dana").chain((author) =>
    fc.record({
      author: fc.constant(author),
      parts: fc.array(
        fc.oneof(
          words(author).map((own): Part => ({ own })),
          fc.record({
            version: fc.nat(20),
            from: fc.nat(30),
            words: fc.integer({ min: 5, max: 40 }),
          }),
        ),
        { maxLength: 4 },
      ),
    }),
  )

function textOf(parts: readonly Part[], earlier: readonly AuthoredText[]): string {
  return parts
    .map((part) => {
      if ("own" in part) return part.own
      const all = (earlier[part.version % earlier.length]?.text ?? "").split(" ")
      const from = part.from % all.length
      // Of a text's end there may be too little left to be known again: then all of it comes.
      // Of a text's end there may be too little left to be known again: then all of it comes, or none.
      const taken = all.length - from < 5 ? all : all.slice(from, from + part.words)
      const text = taken.join(" ")
      return text.length < PASSAGE_MIN ? "" : text
    })
    .join("\n\n")
}

/** Letters that the spans give to somebody else than who wrote them. */
const wrong = (text: string, spans: readonly { start: number; end: number; author: string }[]) =>
  spans.flatMap(({ start, end, author }) =>
    [...text.slice(start, end)].filter((letter) => {
      const who = authorOf(letter)
      return who !== undefined && who !== author
    }),
  ).length

describe("passages of earlier texts", () => {
  test("a whole earlier text that is brought back after anything is whose it was, to the letter", () => {
    fc.assert(
      fc.property(
        words("ai"),
        words("dana"),
        words("robin"),
        fc.string({ maxLength: 60 }),
        (first, hers, more, between) => {
          const text = `${first} ${hers}`
          fc.pre(text.length >= PASSAGE_MIN)
          const spans = reauthor(first, writtenBy("ai", first), text, "dana")
          const earlier = [
            { text: first, spans: writtenBy("ai", first) },
            { text, spans },
          ]
          for (const now of [between, ""]) {
            const after = `${text} ${more}`
            const told = reauthor(now, writtenBy("robin", now), after, "robin", earlier)
            expect(wrong(after, told)).toBe(0)
            expect(reauthor(now, writtenBy("robin", now), text, "robin", earlier)).toEqual(spans)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test("texts put together from any earlier ones and new words are told to the letter", () => {
    fc.assert(
      fc.property(words("ai"), fc.array(edit(), { maxLength: 6 }), (first, edits) => {
        let now: AuthoredText = { text: first, spans: writtenBy("ai", first) }
        const earlier = [now]
        for (const { author, parts } of edits) {
          const text = textOf(parts, earlier)
          const spans = reauthor(now.text, now.spans, text, author, earlier)
          expect(spans.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(text.length)
          expect(wrong(text, spans)).toBe(0)
          now = { text, spans }
          earlier.push(now)
        }
      }),
      { numRuns: 500 },
    )
  })

  test("a passage that begins before another one is known though that one is found first", () => {
    const first = "aaaaaaaaa aaaaa aaaaaaa aaaaaaaaa aaaaaaaa aaaaa"
    const own = "gggggg ggggg ggggggggg ggggg ggggggggg\n\nggggggggg ggggggg gggggggg"
    const second = `${own}\n\n${first}\n\n${first}`
    const original = { text: first, spans: writtenBy("ai", first) }
    const spans = reauthor(first, original.spans, second, "robin", [original])
    const earlier = [original, { text: second, spans }]
    // The last word of one and the whole next one, as they stand in the second text, and then the first's words.
    const after = `aaaaa\n\n${first}\n\n${first.slice(0, first.lastIndexOf(" "))}`
    expect(wrong(after, reauthor("", [], after, "robin", earlier))).toBe(0)
  })

  test("a few words that stood there are nobody's passage", () => {
    const first = "Ferritin is low. Iron is low."
    const earlier = [{ text: first, spans: writtenBy("ai", first) }]
    const after = "She says that iron is low again, as in May."
    expect(reauthor("", [], after, "robin", earlier)).toEqual(writtenBy("robin", after))
  })

  test("a passage is taken as whole words", () => {
    const first = "Her LDL is well within the usual range."
    const earlier = [{ text: first, spans: writtenBy("ai", first) }]
    const after = "All this is well within the usual ranges."
    const told = reauthor("", [], after, "robin", earlier)
    expect(told.map(({ start, end, author }) => `${author}:${after.slice(start, end)}`)).toEqual([
      "robin:All this",
      "ai: is well within the usual ",
      "robin:ranges.",
    ])
  })

  test("characters of two units are never split, and a text of one character is done at once", () => {
    const blood = "\u{1fa78}".repeat(40)
    const earlier = [{ text: blood, spans: writtenBy("ai", blood) }]
    const after = `${blood.slice(0, 50)}\u{1fa79}${blood.slice(0, 30)}`
    for (const { start, end } of reauthor(
      "\u{1fa78}",
      writtenBy("ai", "\u{1fa78}"),
      after,
      "robin",
      earlier,
    )) {
      expect(after.slice(start, end).isWellFormed()).toBe(true)
    }
    const long = "a".repeat(90_000)
    const began = performance.now()
    reauthor(
      "",
      [],
      `${long}b`,
      "robin",
      Array.from({ length: 20 }, (_, n) => ({
        text: `${long}${n}`,
        spans: writtenBy("ai", `${long}${n}`),
      })),
    )
    expect(performance.now() - began).toBeLessThan(3_000)
  })

  test("a long text brought back among twenty earlier ones is told without a wait", () => {
    const long = (seed: number) =>
      Array.from({ length: 12_000 }, (_, n) => `w${(n * seed) % 7919}`).join(" ")
    const earlier = Array.from({ length: 20 }, (_, n) => ({
      text: long(n + 3),
      spans: writtenBy("ai", long(n + 3)),
    }))
    const after = `${earlier[11]?.text} And more.`
    const began = performance.now()
    const told = reauthor("", [], after, "robin", earlier)
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(told.map(({ author }) => author)).toEqual(["ai", "robin"])
  })
})
