import { once } from "node:events"
import PDFDocument from "pdfkit"

const DOT = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
)

/** What stands on a page. */
export type Page = "text" | "picture" | "drawn" | "empty"

/** A PDF with such pages. */
export async function pdfOf(...pages: Page[]): Promise<Uint8Array> {
  const pdf = new PDFDocument({ autoFirstPage: false })
  const parts: Buffer[] = []
  pdf.on("data", (part: Buffer) => parts.push(part))
  for (const page of pages) {
    pdf.addPage()
    if (page === "text") pdf.text("LDL Cholesterol 131 mg/dL")
    if (page === "picture") pdf.image(DOT, 0, 0, { width: 600 })
    if (page === "drawn") pdf.moveTo(100, 100).lineTo(200, 200).stroke()
  }
  pdf.end()
  await once(pdf, "end")
  return Buffer.concat(parts)
}
