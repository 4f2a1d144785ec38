import fc from "fast-check"
import { expect, test } from "vitest"
import { moveAlong, segmentsOf } from "./segments.ts"

const finding = (start: number, end: number) => ({ start, end })

test("a text is cut where findings and authors begin and end", () => {
  const text = "HDL is 45 today"
  const authors = [
    { start: 0, end: 8, author: "ai" },
    { start: 8, end: 15, author: "me" },
  ]
  expect(
    segmentsOf(text, [finding(7, 9)], authors).map(({ text, finding, author }) => [
      text,
      finding !== null,
      author,
    ]),
  ).toEqual([
    ["HDL is ", false, "ai"],
    ["4", true, "ai"],
    ["5", true, "me"],
    [" today", false, "me"],
  ])
})

test("segments make up the text, whatever findings and authors there are", () => {
  const span = fc
    .tuple(fc.nat(60), fc.nat(60))
    .map(([a, b]) => finding(Math.min(a, b), Math.max(a, b)))
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(span), fc.nat(50), (text, findings, cut) => {
      const at = Math.min(cut, text.length)
      const authors = [
        { start: 0, end: at, author: "ai" },
        { start: at, end: text.length, author: "me" },
      ]
      const segments = segmentsOf(text, findings, authors)
      expect(segments.map((segment) => segment.text).join("")).toBe(text)
      for (const segment of segments) {
        expect(segment.author).toBe(segment.start < at ? "ai" : "me")
      }
    }),
  )
})

test("a finding moves along with text put before it, and goes when its own text is touched", () => {
  const before = "HDL 45, LDL 120."
  const findings = [finding(4, 6), finding(12, 15)]
  expect(moveAlong(findings, before, "Now HDL 45, LDL 120.")).toEqual([
    finding(8, 10),
    finding(16, 19),
  ])
  expect(moveAlong(findings, before, "HDL 54, LDL 120.")).toEqual([finding(12, 15)])
  expect(moveAlong(findings, before, "HDL 45, LDL 120")).toEqual(findings)
})
