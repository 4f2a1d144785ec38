import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { decodeNote, encodeNote, kindOfBody } from "./note-body.ts"
import { keptItsLines, provenBy, sentBody } from "./note-proof.ts"

const CLINICAL =
  "HbA1c <5.6 % & LDL > 130\n\n  indented, \"quoted\" 'single' 🩸 µg/dL\u00a0\ttab\nend \n"

/** Lines of any characters, with those that HTML treats specially more often than chance. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("<5.6 %", "&", "&amp;", "<b>", "\n", "  ", "\t", "\u00a0", '"', "<p>", "🩸"),
    ),
  )
  .map((parts) => parts.join("").toWellFormed().replaceAll("\0", "").replaceAll("\r", ""))

describe("a text comes back unchanged", () => {
  test.each(["plain", "html"] as const)("with numbers, signs and line ends, as %s", (kind) => {
    for (const proven of [true, false]) {
      expect(decodeNote(encodeNote(CLINICAL, kind), { kind, proven })).toBe(CLINICAL)
    }
  })

  test("from an account that stores HTML, whatever the text", () => {
    fc.assert(
      fc.property(text, (body) => {
        expect(decodeNote(encodeNote(body, "html"), null)).toBe(body)
      }),
    )
  })

  test("from an account that is proven to store plain text, whatever the text", () => {
    fc.assert(
      fc.property(text, (body) => {
        expect(decodeNote(encodeNote(body, "plain"), { kind: "plain", proven: true })).toBe(body)
      }),
    )
  })

  test("from an account that seems to store plain text, unless it is HTML from end to end", () => {
    const account = { kind: "plain", proven: false } as const
    fc.assert(
      fc.property(text, (body) => {
        expect(decodeNote(encodeNote(`a${body}`, "plain"), account)).toBe(`a${body}`)
      }),
    )
    expect(decodeNote("<p>a &lt;5</p>\n<p>b</p> ", account)).toBe("a <5\nb")
  })
})

test.each([
  ["<p>one</p><p>two</p>", "one\ntwo"],
  ["<p>one</p>\n\n<p>two</p>\n", "one\ntwo"],
  ["one<br>two<br/><br />three", "one\ntwo\n\nthree"],
  ["<div>a &lt;5.6&nbsp;% &amp; b</div>", "a <5.6 % & b"],
  ["<p>kept <5.6 % here</p>", "kept <5.6 % here"],
  ["<ul><li>one</li><li>two</li></ul>", "one\ntwo"],
  ["<p><strong>bold</strong> and <a href='https://x.test'>link</a></p>", "bold and link"],
  ["<p>a<!-- hidden --> b</p><script>alert(1)</script>", "a b"],
  ["<p>&#60;5 &#x1F600; &bogus;</p>", "<5 😀 &bogus;"],
  ["<p>a\n   b</p>", "a b"],
  ["<p>one</p><p><br></p><p>two</p>", "one\n\ntwo"],
  ["<p></p>", ""],
])("reads %j as text", (html, plain) => {
  expect(decodeNote(html, null)).toBe(plain)
})

test.each([
  ["<p>x</p>", "html"],
  ["a<BR>b", "html"],
  ["two\nlines", "plain"],
  ["LDL <5", "plain"],
  ["R&D", "plain"],
  ["a &lt; b", null],
  ["<b>x</b>", null],
  ["nothing special", null],
])("%j tells of its account: %s", (body, kind) => {
  expect(kindOfBody(body)).toBe(kind)
})

test("the account decides for a body that does not tell", () => {
  for (const proven of [true, false]) {
    expect(decodeNote("a &lt; b", { kind: "plain", proven })).toBe("a &lt; b")
    expect(decodeNote("a &lt; b", { kind: "html", proven })).toBe("a < b")
  }
  expect(decodeNote("a &lt; b", null)).toBe("a < b")
})

test.each([
  ["to read", (body: string) => decodeNote(body, null)],
  [
    "to read in a plain account",
    (body: string) => decodeNote(body, { kind: "plain", proven: false }),
  ],
  ["to read back", (body: string) => provenBy(sentBody(body, "plain"), `${body}.`)],
  ["to know for ours", keptItsLines],
])("a long and hostile body takes little time %s", (_, act) => {
  const started = Date.now()
  for (const piece of ["<!--", "<p ", "&amp", "<", "&#", "<p>", " \n"]) act(piece.repeat(200_000))
  expect(Date.now() - started).toBeLessThan(5_000)
})

describe("a body of ours that is read back", () => {
  const PLAIN = "HbA1c <5.6 %\nFerritin 30"
  const HTML = encodeNote(PLAIN, "html")
  test.each([
    ["plain text as it was sent", PLAIN, "plain", PLAIN, "plain"],
    [
      "plain text with other line ends",
      PLAIN,
      "plain",
      "HbA1c <5.6 % \r\nFerritin 30\r\n",
      "plain",
    ],
    ["plain text that holds a tag", `<p>\n${PLAIN}`, "plain", `<p>\n${PLAIN}`, null],
    ["plain text without a sign", "Ferritin 30", "plain", "Ferritin 30", null],
    ["plain text made HTML", PLAIN, "plain", "<p>HbA1c &lt;5.6 %<br>Ferritin 30</p>", "html"],
    ["plain text whose value was eaten", PLAIN, "plain", "<p>HbA1c  Ferritin 30</p>", "html"],
    ["plain text without its line ends", PLAIN, "plain", "HbA1c  Ferritin 30", "html"],
    ["plain text that somebody shortened", PLAIN, "plain", "HbA1c\nFerritin 30", null],
    ["plain text that somebody put another in for", PLAIN, "plain", "<p>Withdrawn</p>", null],
    ["HTML as it was sent", HTML, "html", HTML, null],
    [
      "HTML in other tags",
      HTML,
      "html",
      "<div>HbA1c &lt;5.6 %</div><div>Ferritin 30</div>",
      "html",
    ],
    ["HTML whose tags were taken out", HTML, "html", "HbA1c <5.6 %\nFerritin 30", null],
    ["HTML that is shown as its letters", HTML, "html", encodeNote(HTML, "html"), null],
  ] as const)("proves with %s", (_, sent, kind, back, proves) => {
    expect(provenBy(sentBody(sent, kind), back)).toBe(proves)
  })
})
