import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { hasMarks, mergeTexts, sentences } from "./merge.ts"
import { normaliseText } from "./normalise.ts"

/** Any text, with line ends and sentence ends well represented. */
const anyText = fc
  .array(fc.oneof(fc.constantFrom("\n", ". ", "! ", " ", "\r\n", "5.6 %", "a", "b"), fc.string()), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""))

/** Sentences of a clinic's note, few enough that both sides often keep and often change the same. */
const sentence = fc.constantFrom(
  "LDL is 131 mg/dL.",
  "Ferritin is low.",
  "Repeat in 12 weeks.",
  "Called the client.",
  "She travels until May.",
  "No iron for now!",
  "HbA1c <5.6 % and falling.",
)
const note = fc
  .array(fc.tuple(sentence, fc.constantFrom(" ", "\n", "\n\n")), { maxLength: 8 })
  .map((parts) => normaliseText(parts.flat().join("")))

const words = (text: string) => sentences(text).filter((token) => token.trim() !== "")

/** How often each sentence stands in a text. */
function tally(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const token of words(text)) counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}

describe("a three-way merge", () => {
  test("one unchanged side gives the other side", () => {
    fc.assert(
      fc.property(anyText, anyText, (base, other) => {
        expect(mergeTexts(base, other, base)).toEqual({ text: normaliseText(other), clashes: 0 })
        expect(mergeTexts(base, base, other)).toEqual({ text: normaliseText(other), clashes: 0 })
      }),
    )
  })

  test("the same change on both sides gives that change", () => {
    fc.assert(
      fc.property(anyText, anyText, (base, both) => {
        expect(mergeTexts(base, both, both)).toEqual({ text: normaliseText(both), clashes: 0 })
      }),
    )
  })

  test("edits of different sentences are both kept, without a mark", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uuid(), { minLength: 2, maxLength: 8 }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom(" ", "\n", "\n\n"),
        (ids, one, other, between) => {
          const at = one % ids.length
          const also = other % ids.length
          fc.pre(at !== also)
          const lines = ids.map((id) => `Line ${id}.`)
          const edited = (place: number, text: string) => lines.with(place, text).join(between)
          const { text, clashes } = mergeTexts(
            lines.join(between),
            edited(at, "Theirs, new."),
            edited(also, "Ours, new."),
          )
          expect(clashes).toBe(0)
          expect(text).toBe(lines.with(at, "Theirs, new.").with(also, "Ours, new.").join(between))
        },
      ),
    )
  })

  test("no sentence that a side wrote, and none that both kept, is lost", () => {
    fc.assert(
      fc.property(note, note, note, (base, theirs, ours) => {
        const { text } = mergeTexts(base, theirs, ours)
        const [b, t, o, m] = [tally(base), tally(theirs), tally(ours), tally(text)]
        for (const token of new Set([...t.keys(), ...o.keys()])) {
          const count = (of: Map<string, number>) => of.get(token) ?? 0
          // In both; or written by a side beside what the other kept.
          const wanted = Math.max(
            Math.min(count(t), count(o)),
            count(t) > count(b) ? count(t) - Math.max(0, count(b) - count(o)) : 0,
            count(o) > count(b) ? count(o) - Math.max(0, count(b) - count(t)) : 0,
          )
          expect(count(m), token).toBeGreaterThanOrEqual(wanted)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test("it marks exactly when it says that a hand is needed", () => {
    fc.assert(
      fc.property(note, note, note, (base, theirs, ours) => {
        const { text, clashes } = mergeTexts(base, theirs, ours)
        expect(hasMarks(text)).toBe(clashes > 0)
      }),
    )
  })

  test("a sentence that stands twice is not lost when each side means another of the two", () => {
    const [twice, once] = ["Call again. Call again.", "Call again."]
    expect(mergeTexts(twice, once, "LDL fell. Call again.").text).toContain("Call again.")
  })

  test("a colleague's line below and an approved summary above are put together", () => {
    expect(
      mergeTexts(
        "Old summary. LDL 131.",
        "Old summary. LDL 131.\nCalled, she travels until May.",
        "New summary. LDL 113.",
      ),
    ).toEqual({
      text: "New summary. LDL 113.\nCalled, she travels until May.",
      clashes: 0,
    })
  })

  test("where both changed one sentence, both stand and the place is marked", () => {
    const { text, clashes } = mergeTexts(
      "Intro.\nTake iron daily.\nEnd.",
      "Intro.\nTake iron weekly.\nEnd.",
      "Intro.\nTake no iron.\nEnd.",
    )
    expect(clashes).toBe(1)
    expect(text).toBe(
      [
        "Intro.",
        "[[[ Both of you changed this place. In GoHighLevel it says:",
        "Take iron weekly.",
        "[[[ You wrote:",
        "Take no iron.",
        "]]] Keep one or put the two together, then delete these three marked lines.",
        "",
        "End.",
      ].join("\n"),
    )
    expect(hasMarks(text)).toBe(true)
  })

  test("what one deleted and the other left is deleted; what the other changed stands marked", () => {
    expect(
      mergeTexts("A one.\nB two.\nC three.", "A one.\nC three.", "A one.\nB two.\nC 3."),
    ).toEqual({ text: "A one.\nC 3.", clashes: 0 })
    const { text, clashes } = mergeTexts("A.\nB two.\nC.", "A.\nC.", "A.\nB 2.\nC.")
    expect(clashes).toBe(1)
    expect(text).toContain("B 2.")
  })
})
