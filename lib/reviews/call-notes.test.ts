import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { normaliseText } from "#lib/changes/normalise.ts"
import { aboveOf, combineCallNotes, partsOf, textOfOthers, withPart } from "./call-notes.ts"

const day = "2026-11-24"
const line = fc
  .string({ unit: "grapheme", maxLength: 30 })
  .map((text) => text.replaceAll(/[\r\n]/g, " "))
const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join("\n"))
const summary = text.filter((one) => normaliseText(one).trim() !== "")

describe("call notes of an approval", () => {
  test("keep what others wrote, whole, below the summary", () => {
    fc.assert(
      fc.property(summary, text, (approved, present) => {
        const others = textOfOthers(present, [])
        const wanted = combineCallNotes({ summary: approved, others, keeping: "keep", day })
        expect(wanted.startsWith(normaliseText(approved))).toBe(true)
        expect(
          wanted.endsWith(
            normaliseText(present).trim() === "" ? normaliseText(approved) : normaliseText(present),
          ),
        ).toBe(true)
      }),
    )
  })

  test("hold only the newest summary of ours, however many came before, and all of the others' text", () => {
    fc.assert(
      fc.property(fc.array(summary, { minLength: 1, maxLength: 4 }), text, (approvals, others) => {
        let stands = normaliseText(others)
        const own: string[] = []
        for (const approved of approvals) {
          stands = combineCallNotes({
            summary: approved,
            others: textOfOthers(stands, own),
            keeping: "keep",
            day,
          })
          own.unshift(approved)
        }
        expect(stands).toBe(
          combineCallNotes({ summary: approvals.at(-1) ?? "", others, keeping: "keep", day }),
        )
      }),
    )
  })

  test("lose no line that a person wrote anywhere into our text", () => {
    fc.assert(
      fc.property(summary, text, fc.nat(), (approved, others, at) => {
        const written = combineCallNotes({ summary: approved, others, keeping: "keep", day })
        const lines = written.split("\n")
        const mark = "a line of the coordinator's"
        lines.splice(at % (lines.length + 1), 0, mark)
        const next = combineCallNotes({
          summary: "the next summary",
          others: textOfOthers(lines.join("\n"), [approved]),
          keeping: "keep",
          day,
        })
        expect(next).toContain(mark)
      }),
    )
  })

  test("are the summary alone when replacing is chosen or nobody else wrote", () => {
    expect(combineCallNotes({ summary: "New.", others: "Old.", keeping: "replace", day })).toBe(
      "New.",
    )
    expect(combineCallNotes({ summary: "New.", others: " \n", keeping: "keep", day })).toBe("New.")
    expect(textOfOthers("Ours.", ["Ours."])).toBe("")
  })

  test("say where the kept text begins", () => {
    expect(combineCallNotes({ summary: "New.", others: "Old.", keeping: "keep", day })).toBe(
      "New.\n\n--- Earlier call notes, kept on 2026-11-24 ---\nOld.",
    )
  })
})

describe("the parts of call notes", () => {
  const kept = (above: string, below: string) =>
    combineCallNotes({ summary: above, others: below, keeping: "keep", day })
  const two = kept("Newest.", kept("Newer.", "Old.\n\nVery old."))

  test("are the whole and what was kept below, each as far as the end", () => {
    expect(partsOf(two)).toEqual([two, kept("Newer.", "Old.\n\nVery old."), "Old.\n\nVery old."])
    expect(partsOf("Alone. \r\n")).toEqual(["Alone."])
  })

  test("can be put in other words, and what stands above stays", () => {
    const below = "Old.\n\nVery old."
    expect(aboveOf(two, `${below}\n`)).toBe(two.slice(0, -below.length))
    expect(aboveOf(two, two)).toBe("")
    expect(aboveOf(two, "Very old.")).toBeNull()
    expect(withPart(two, below, "Mended.")).toBe(two.replace(below, "Mended."))
    expect(withPart(two, below, " ")).toBe(kept("Newest.", "Newer."))
    expect(withPart("Alone.", "Alone.", "")).toBe("")
    expect(withPart("Another text.", "Alone.", "Mended.")).toBe("Mended.")
  })
})
