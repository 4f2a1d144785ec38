import PDFDocument from "pdfkit"
import type { LabReport } from "./labs.ts"

const COLUMNS = [56, 220, 300, 370, 470] as const

/** A one-page lab report with selectable text. The same report gives the same bytes. */
export function labPdf(report: LabReport): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pdf = new PDFDocument({
      size: "LETTER",
      margin: 56,
      info: {
        Title: "Laboratory report",
        CreationDate: new Date(`${report.collectedOn}T12:00:00.000Z`),
      },
    })
    const chunks: Uint8Array[] = []
    pdf.on("data", (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))))
    pdf.on("error", reject)
    write(pdf, report)
    pdf.end()
  })
}

function write(pdf: PDFKit.PDFDocument, report: LabReport): void {
  pdf.font("Helvetica-Bold").fontSize(18).text("Laboratory report")
  pdf.moveDown(0.5).font("Helvetica").fontSize(10)
  pdf.text(`Client: ${report.clientName}`)
  pdf.text(`Date of birth: ${report.dateOfBirth}`)
  pdf.text(`Client number: ${report.userId}`)
  pdf.text(`Collected: ${report.collectedOn}`)
  pdf.moveDown(1)
  row(pdf, ["Biomarker", "Value", "Unit", "Reference range", "Flag"], true)
  for (const marker of report.biomarkers) {
    const flag = marker.value > marker.high ? "HIGH" : marker.value < marker.low ? "LOW" : ""
    const range = `${marker.low} - ${marker.high}`
    row(pdf, [marker.name, String(marker.value), marker.unit, range, flag], false)
  }
  pdf.moveDown(1).font("Helvetica").fontSize(9)
  pdf.text("Made for demonstration. No real person's results.", COLUMNS[0])
}

function row(pdf: PDFKit.PDFDocument, cells: string[], head: boolean): void {
  const top = pdf.y
  pdf.font(head ? "Helvetica-Bold" : "Helvetica").fontSize(10)
  for (const [at, cell] of cells.entries()) {
    if (cell !== "") pdf.text(cell, COLUMNS[at] ?? 56, top, { lineBreak: false })
  }
  pdf
    .moveTo(56, top + 14)
    .lineTo(556, top + 14)
    .lineWidth(0.4)
    .strokeColor("#999999")
    .stroke()
  pdf.x = 56
  pdf.y = top + 19
}
