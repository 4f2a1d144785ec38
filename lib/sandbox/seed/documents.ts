import type { StoredValue } from "../types.ts"
import { idOf, uuidOf } from "./ids.ts"
import { pagePng, signaturePng } from "./images.ts"
import { labPdf } from "./lab-pdf.ts"
import { labReport } from "./labs.ts"
import type { Person } from "./people.ts"

/** Stands in stored links for the sandbox's address, which depends on how it was reached. */
export const BASE_MARK = "https://base.sandbox.invalid"

/** The file behind a FILE_UPLOAD or SIGNATURE value. */
export type SeedDocument = {
  id: string
  contactId: string
  fieldKey: string
  fileName: string
  mimeType: "application/pdf" | "image/png"
  bytes: Uint8Array
}

const LAB_FIELD = "contact.select_bloodwork__any_documents__pdf_or_image"

/** Places in the list whose lab document answers with a redirect to storage by default. */
const REDIRECTED = [4, 18]

const INSURANCE_CARDS = [3, 11, 27, 39]

/** Whether this person's lab document goes by way of storage. */
export function isRedirected(person: Person): boolean {
  return REDIRECTED.includes(person.index)
}

/** All files of a person. */
export async function documentsOf(seed: number, person: Person): Promise<SeedDocument[]> {
  const { index, contact, persona } = person
  if (persona.bare) return []
  const documents: SeedDocument[] = []
  const add = (fieldKey: string, name: string, fileName: string, bytes: Uint8Array) =>
    documents.push({
      id: idOf("document", seed, index, name),
      contactId: contact.id,
      fieldKey,
      fileName,
      mimeType: fileName.endsWith(".pdf") ? "application/pdf" : "image/png",
      bytes,
    })
  if (persona.lab?.startsWith("pdf")) {
    const report = labReport(seed, person)
    add(LAB_FIELD, "lab", report.fileName, await labPdf(report))
  }
  if (persona.lab?.endsWith("png")) add(LAB_FIELD, "photo", "IMG_2041.png", pagePng(index))
  if (INSURANCE_CARDS.includes(index)) {
    add("contact.insurance_card_front", "card", "card front.png", pagePng(index + 5))
  }
  if (index % 4 === 1 && index < 51) {
    add("contact.consent_to_treatment", "signature", "signature.png", signaturePng(index))
  }
  return documents
}

/** The value of a field that holds these files, in one of the shapes GHL stores, by `variant`. */
export function uploadValue(documents: SeedDocument[], variant: number): StoredValue {
  const [first] = documents
  if (!first) return []
  if (documents.length > 1) {
    return variant % 2 ? documents.map(linkOf) : documents.map(linkWithMeta)
  }
  switch (variant % 5) {
    case 0:
      return {
        [uuidOf(first.id)]: { ...linkWithMeta(first), documentId: first.id },
      }
    case 1:
      return linkOf(first)
    case 2:
      return [linkOf(first)]
    case 3:
      return [linkWithMeta(first)]
    default:
      return linkWithMeta(first)
  }
}

function linkOf(document: SeedDocument): string {
  return `${BASE_MARK}/documents/download/${document.id}`
}

function linkWithMeta(document: SeedDocument): { [key: string]: StoredValue } {
  return {
    meta: {
      fieldname: document.fieldKey,
      originalname: document.fileName,
      encoding: "7bit",
      mimetype: document.mimeType,
      size: document.bytes.byteLength,
      uuid: uuidOf(document.id),
    },
    url: linkOf(document),
  }
}
