import { extractText, getDocumentProxy, getResolvedPDFJS } from "unpdf"

const MAX_PAGES = 300

/** `pages`: one text a page, in order. `unread`: something stands on a page that has no text, or behind the last one. */
export type PdfText = { pages: string[]; unread: boolean }

/** What puts something on a page that is no text: pictures, and lines that may be letters. */
async function drawing(): Promise<Set<number>> {
  const { OPS } = await getResolvedPDFJS()
  const names = Object.entries(OPS).filter(
    ([name]) => /^paint(?!Form)|^shadingFill$/.test(name) || name === "constructPath",
  )
  return new Set(names.map(([, code]) => code))
}

/**
 * The text of a PDF. A page without text on which something stands is a scan, as a rule behind a cover
 * sheet, while the empty back of a page is none. Throws what pdf.js throws at a broken or locked file.
 */
export async function pdfText(bytes: Uint8Array): Promise<PdfText> {
  // The worker keeps the bytes it is given, so it gets its own.
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  try {
    const { text } = await extractText(pdf, { mergePages: false })
    const pages = text.slice(0, MAX_PAGES)
    if (text.length > MAX_PAGES) return { pages, unread: true }
    const empty = pages.flatMap((page, index) => (page.trim() === "" ? [index + 1] : []))
    // Without any text it is all a scan: nobody needs to look.
    if (empty.length === pages.length) return { pages, unread: empty.length > 0 }
    const draws = await drawing()
    for (const number of empty) {
      const { fnArray } = await (await pdf.getPage(number)).getOperatorList()
      if (fnArray.some((code) => draws.has(code))) return { pages, unread: true }
    }
    return { pages, unread: false }
  } finally {
    await pdf.loadingTask.destroy()
  }
}
