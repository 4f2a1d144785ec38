import { expect, test } from "vitest"
import { pdfText } from "./pdf-text.ts"
import { type Page, pdfOf } from "./testing/pdf-of.ts"

test.each([
  [["text"], false],
  [["text", "empty", "text"], false],
  [["text", "picture"], true],
  [["text", "drawn"], true],
  [["picture", "picture"], true],
] as [Page[], boolean][])("of %j something is left unread: %s", async (pages, unread) => {
  const read = await pdfText(await pdfOf(...pages))
  expect(read.unread).toBe(unread)
  expect(read.pages.map((page) => page.trim() !== "")).toEqual(pages.map((page) => page === "text"))
})

test("what stands behind the last page that is read is left unread", async () => {
  const read = await pdfText(await pdfOf(...Array.from({ length: 301 }, () => "text" as const)))
  expect(read).toMatchObject({ unread: true, pages: { length: 300 } })
})
