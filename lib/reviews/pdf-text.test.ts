import { beforeEach, expect, test, vi } from "vitest"
import { pdfText } from "./pdf-text.ts"
import { type Page, pdfOf } from "./testing/pdf-of.ts"

/** The pages that were asked for, and the documents that were let go of. */
const asked = vi.hoisted(() => ({ pages: [] as number[], destroyed: 0 }))
vi.mock("unpdf", async (original) => {
  const unpdf = await original<typeof import("unpdf")>()
  return {
    ...unpdf,
    getDocumentProxy: async (...given: Parameters<typeof unpdf.getDocumentProxy>) => {
      const pdf = await unpdf.getDocumentProxy(...given)
      const getPage = pdf.getPage.bind(pdf)
      pdf.getPage = (number) => {
        asked.pages.push(number)
        return getPage(number)
      }
      const destroy = pdf.loadingTask.destroy.bind(pdf.loadingTask)
      pdf.loadingTask.destroy = () => {
        asked.destroyed += 1
        return destroy()
      }
      return pdf
    },
  }
})
beforeEach(() => {
  asked.pages = []
  asked.destroyed = 0
})

const textPages = (count: number) => Array.from({ length: count }, () => "text" as const)

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
  expect(asked.destroyed).toBe(1)
})

test("what stands behind the last page that is read is left unread, and is not touched", async () => {
  const read = await pdfText(await pdfOf(...textPages(301)))
  expect(read).toMatchObject({ unread: true, pages: { length: 300 } })
  expect(Math.max(...asked.pages)).toBe(300)
})

test("other work has its turn between pages, and nobody reads on for who has left", async () => {
  const bytes = await pdfOf(...textPages(200))
  const leaving = new AbortController()
  const reading = pdfText(bytes, leaving.signal)
  const timer = setInterval(() => {
    if (asked.pages.length > 3) leaving.abort(new Error("left"))
  }, 0)
  await expect(reading).rejects.toThrow("left")
  clearInterval(timer)
  expect(asked.pages.length).toBeLessThan(100)
  expect(asked.destroyed).toBe(1)
})
