import { setImmediate } from "node:timers/promises"
import { getDocumentProxy, getResolvedPDFJS } from "unpdf"

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

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

async function textOf(pdf: Pdf, number: number): Promise<string> {
  const { items } = await (await pdf.getPage(number)).getTextContent()
  return items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("")
}

/** Other work's turn: pdf.js never waits for anything, so nothing else would run before its last page. */
async function nextPage(signal?: AbortSignal): Promise<void> {
  await setImmediate()
  signal?.throwIfAborted()
}

async function read(pdf: Pdf, signal?: AbortSignal): Promise<PdfText> {
  const pages: string[] = []
  while (pages.length < Math.min(pdf.numPages, MAX_PAGES)) {
    await nextPage(signal)
    pages.push(await textOf(pdf, pages.length + 1))
  }
  if (pdf.numPages > MAX_PAGES) return { pages, unread: true }
  const empty = pages.flatMap((page, index) => (page.trim() === "" ? [index + 1] : []))
  // Without any text it is all a scan: nobody needs to look.
  if (empty.length === pages.length) return { pages, unread: empty.length > 0 }
  const draws = await drawing()
  for (const number of empty) {
    await nextPage(signal)
    const { fnArray } = await (await pdf.getPage(number)).getOperatorList()
    if (fnArray.some((code) => draws.has(code))) return { pages, unread: true }
  }
  return { pages, unread: false }
}

/**
 * The text of a PDF, page by page and of the first pages only, as the file is a stranger's. A page without
 * text on which something stands is a scan, as a rule behind a cover sheet, while the empty back of a page
 * is none. Throws what pdf.js throws at a broken or locked file, and the signal's reason once it is aborted.
 */
export async function pdfText(bytes: Uint8Array, signal?: AbortSignal): Promise<PdfText> {
  const { VerbosityLevel } = await getResolvedPDFJS()
  // The worker keeps the bytes it is given, so it gets its own. Its warnings would quote from the file.
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: VerbosityLevel.ERRORS })
  try {
    return await read(pdf, signal)
  } finally {
    await pdf.loadingTask.destroy()
  }
}
