import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { markupOf } from "./html-text.ts"
import { decodeNote, encodeNote, kindOfBody } from "./note-body.ts"
import { createNoteKindMemory } from "./note-kind.ts"

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
    expect(decodeNote(encodeNote(CLINICAL, kind), kind)).toBe(CLINICAL)
  })

  test("from an account that stores HTML, whatever the text", () => {
    fc.assert(
      fc.property(text, (body) => {
        expect(decodeNote(encodeNote(body, "html"), null)).toBe(body)
      }),
    )
  })

  test("from an account that stores plain text, unless it is a page of HTML itself", () => {
    fc.assert(
      fc.property(
        text.filter((body) => !markupOf(body).blocks),
        (body) => {
          expect(decodeNote(encodeNote(body, "plain"), "plain")).toBe(body)
        },
      ),
    )
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
  expect(decodeNote("a &lt; b", "plain")).toBe("a &lt; b")
  expect(decodeNote("a &lt; b", "html")).toBe("a < b")
  expect(decodeNote("a &lt; b", null)).toBe("a < b")
})

test("the newest note that tells sets the kind of the account", () => {
  const memory = createNoteKindMemory()
  expect(memory.kind()).toBeNull()
  memory.learn("two\nlines", "2025-01-02T00:00:00.000Z")
  memory.learn("<p>older</p>", "2025-01-01T00:00:00.000Z")
  memory.learn("says nothing", "2025-01-03T00:00:00.000Z")
  expect(memory.kind()).toBe("plain")
  memory.learn("<p>newer</p>", "2025-01-04T00:00:00.000Z")
  expect(memory.kind()).toBe("html")
})

test("a long and hostile body takes little time", () => {
  const started = Date.now()
  for (const piece of ["<!--", "<p ", "&amp", "<", "&#", "<p>", " \n"]) {
    decodeNote(piece.repeat(200_000), null)
  }
  expect(Date.now() - started).toBeLessThan(5_000)
})
