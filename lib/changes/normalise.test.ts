import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { normaliseTag, normaliseText, sameText } from "./normalise.ts"

describe("a text as it is compared", () => {
  test("ignores line ends, trailing space, Unicode form and no-break spaces", () => {
    expect(sameText("Vitamin D 21 \r\nLow\r\n\n", "Vitamin D\u00a021\nLow")).toBe(true)
    expect(sameText("Ren\u0065\u0301e", "Ren\u00e9e")).toBe(true)
  })

  test("sees every other difference, among them the ones that change a value", () => {
    expect(sameText("HbA1c <5.6 %", "HbA1c 5.6 %")).toBe(false)
    expect(sameText("a b", "a  b")).toBe(false)
    expect(sameText("  indented", "indented")).toBe(false)
    expect(sameText("one\n\ntwo", "one\ntwo")).toBe(false)
    expect(sameText("5,6", "5.6")).toBe(false)
  })

  const text = fc.string({ unit: "grapheme" })

  test("normalising twice changes nothing more", () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(normaliseText(normaliseText(one))).toBe(normaliseText(one))
      }),
    )
  })

  test("what an editor does to line ends and trailing space never makes a difference", () => {
    const space = fc.constantFrom("", " ", "\t", "  \t")
    const end = fc.constantFrom("\n", "\r\n", "\r")
    const line = text.map((one) => one.replace(/[\r\n]/g, ""))
    fc.assert(
      fc.property(fc.array(fc.tuple(line, space)), end, space, (lines, stop, tail) => {
        const plain = lines.map(([one]) => one).join("\n")
        const edited = lines.map(([one, blank]) => one + blank + stop).join("") + tail
        expect(sameText(plain, edited)).toBe(true)
      }),
    )
  })

  test("a visible character more is always a difference", () => {
    fc.assert(
      fc.property(text, fc.nat(), (one, at) => {
        const where = at % (one.length + 1)
        expect(sameText(one, `${one.slice(0, where)}§${one.slice(where)}`)).toBe(false)
      }),
    )
  })

  test("tags are compared as GHL stores them", () => {
    expect(normaliseTag("  Bloodwork_Completed ")).toBe("bloodwork_completed")
  })
})
