import { randomUUID } from "node:crypto"
import fc from "fast-check"
import { afterAll, expect, test, vi } from "vitest"
import { ghl } from "#lib/ghl/instance.ts"
import { labPdf } from "#lib/sandbox/seed/lab-pdf.ts"
import { labReports } from "#lib/sandbox/seed/labs.ts"
import { readDocumentText } from "./document-text.ts"
import { pdfOf } from "./testing/pdf-of.ts"

const open = vi.spyOn(ghl(), "openDocument")
afterAll(() => {
  open.mockRestore()
})

async function stateOf(bytes: Uint8Array): Promise<string> {
  const mimeType = "application/pdf"
  open.mockResolvedValueOnce({ documentId: "report", fileName: "Report.pdf", mimeType, bytes })
  const { signal } = new AbortController()
  return (await readDocumentText("client", randomUUID(), signal)).state
}

const [report] = labReports()
if (!report) throw new Error("no report")
const whole = [await labPdf(report), await pdfOf("text", "picture", "text")]
const anyPlace = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const STATES = ["read", "partly", "no-text", "unreadable"]

test("a PDF cut off anywhere, and with flipped bytes, is one that was read or could not be", async () => {
  const flips = fc.array(fc.tuple(anyPlace, fc.integer({ min: 1, max: 255 })), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...whole),
      fc.oneof(fc.constant(1), anyPlace),
      flips,
      async (file, cut, flipped) => {
        const bytes = file.slice(0, Math.ceil(file.length * cut))
        for (const [place, by] of flipped) {
          const at = Math.floor(place * bytes.length)
          bytes[at] = (bytes[at] ?? 0) ^ by
        }
        expect(STATES).toContain(await stateOf(bytes))
      },
    ),
    { numRuns: 200 },
  )
})

const text = (lines: string) => new TextEncoder().encode(lines)

test.each([
  ["nothing behind its first line", text("%PDF-1.7\n")],
  ["no pages", text("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")],
  [
    "pages that are their own parents",
    text(
      "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    ),
  ],
  [
    "a page that is none",
    text(
      "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>endobj\n3 0 obj 12 endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    ),
  ],
  [
    "more pages than it has",
    text(
      "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    ),
  ],
  [
    "a lock of an unknown kind",
    text(
      "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n3 0 obj<</Filter/Other/V 9>>endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R/ID[(a)(b)]>>\n%%EOF",
    ),
  ],
])("one with %s cannot be read, and nothing else", async (_, bytes) => {
  expect(["no-text", "unreadable"]).toContain(await stateOf(bytes))
})
