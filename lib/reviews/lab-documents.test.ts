import { describe, expect, test } from "vitest"
import { KEY_FIELDS } from "#lib/contacts/key-fields.ts"
import type { DocumentRef, FieldDataType, FieldDefinition } from "#lib/ghl/types.ts"
import { documentHeld } from "./document-held.ts"
import { labDocuments } from "./lab-documents.ts"

const field = (id: string, name: string, key: string, dataType: FieldDataType = "FILE_UPLOAD") =>
  ({ id, name, key, dataType }) as FieldDefinition

const FIELDS = [
  field("card", "Insurance card front", "contact.insurance_card_front"),
  field("labs", "Any documents", KEY_FIELDS.bloodworkDocument),
  field("older", "Older blood work", "contact.older"),
  field("consent", "Consent to a blood draw", "contact.consent", "SIGNATURE"),
]

const file = (fileName: string, mimeType: string | null = "application/pdf"): DocumentRef => ({
  documentId: fileName,
  fileName,
  mimeType,
  sizeBytes: null,
})

const of = (values: Record<string, DocumentRef[]>, fields = FIELDS) =>
  labDocuments(
    {
      fields: Object.entries(values).map(([fieldId, documents]) => ({
        fieldId,
        value: { kind: "documents", documents },
      })),
    },
    fields,
    "month-first",
  ).map(({ fileName }) => fileName)

describe("of a client's files", () => {
  test.each([
    ["the later day in the name", ["lab-2026-03-01.pdf", "lab_20251201.pdf"]],
    ["also as it is written here", ["Labs 3-14-2026.pdf", "Labs 12-30-2025.pdf"]],
  ])("the newer PDF comes first: %s", (_, names) => {
    expect(of({ labs: names.map((name) => file(name)) })).toEqual(names)
    expect(of({ labs: names.toReversed().map((name) => file(name)) })).toEqual(names)
  })

  test("the one added later does where a day is missing, or is none", () => {
    const names = ["lab-2026-03-01.pdf", "results.pdf"]
    expect(of({ labs: names.map((name) => file(name)) })).toEqual(names.toReversed())
    const odd = ["lab-2026-03-01.pdf", "lab-2026-31-31.pdf"]
    expect(of({ labs: odd.map((name) => file(name)) })).toEqual(odd.toReversed())
  })

  test("a lab PDF goes before what may be one, a picture of one, and any other PDF", () => {
    const all = {
      card: [file("card.pdf"), file("front.png", "image/png")],
      labs: [file("a.pdf"), file("Document", null), file("IMG_2041.png", "image/png")],
      consent: [file("signature.png", "image/png")],
    }
    expect(of(all)).toEqual(["a.pdf", "Document", "IMG_2041.png", "card.pdf"])
  })

  test("a lab file is told by its field's name or its own, without fields' names too", () => {
    expect(of({ card: [file("lab_report.pdf")], labs: [] })).toEqual(["lab_report.pdf"])
    expect(of({ older: [file("x.jpg", "image/jpeg")] })).toEqual(["x.jpg"])
    expect(of({ card: [file("elaboration.png", "image/png")] })).toEqual([])
    expect(of({ card: [file("card.pdf"), file("lab.pdf")] }, [])).toEqual(["lab.pdf", "card.pdf"])
  })

  test("what can be no lab report is none, and each file comes once", () => {
    expect(of({ labs: [file("labs.docx", "application/msword")] })).toEqual([])
    expect(of({ card: [file("Document", null)] })).toEqual([])
    expect(of({ labs: [file("a.pdf")], older: [file("a.pdf")] })).toEqual(["a.pdf"])
  })
})

describe("held against", () => {
  const labs = ["new.pdf", "old.pdf"].map((name) => ({
    documentId: name,
    fileName: name,
    fieldName: null,
  }))

  test.each([
    ["a draft's own document", "pipeline", "named", undefined, "named"],
    ["no document where a draft names none", "pipeline", undefined, "old.pdf", null],
    ["the first of the client's for a text in GHL", "watch", undefined, undefined, "new.pdf"],
    ["the one a person chose", "watch", undefined, "old.pdf", "old.pdf"],
    ["never what is not the client's", "watch", undefined, "foreign.pdf", "new.pdf"],
  ] as const)("%s", (_, origin, documentId, chosen, wanted) => {
    const row = { origin, source: { documentId } }
    expect(documentHeld(row, { labDocuments: labs }, chosen)).toBe(wanted)
  })

  test("nothing where the client has no file", () => {
    expect(documentHeld({ origin: "watch", source: {} }, { labDocuments: [] })).toBeNull()
  })
})
