import type { LabDocument } from "#lib/reviews/lab-documents.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import type { PresentContact } from "../use-present-contact.ts"

/** A client's file in words: with its place among several, since files that are bare addresses have no names. */
export function documentInWords(document: LabDocument, all: readonly LabDocument[]): string {
  const { fileName, fieldName } = document
  const name = fieldName ? `${fileName}, in ${fieldName}` : fileName
  return all.length > 1 ? `${all.indexOf(document) + 1}. ${name}` : name
}

/**
 * What a text found in GHL was held against when it was decided, in words; undefined while it is on its way.
 * Null where that is not known, where there was nothing, and for drafts, which name their document.
 */
export function againstInWords(
  { heldDocument }: Pick<ReviewView, "heldDocument">,
  contact: PresentContact,
): string | null | undefined {
  if (!heldDocument) return null
  if (contact.kind === "reading") return undefined
  // Without the fields' names it is not known which files the client has.
  if (contact.kind === "problem" || contact.contact.fieldsProblem) return null
  const { labDocuments } = contact.contact
  const document = labDocuments.find(({ documentId }) => documentId === heldDocument)
  return document
    ? documentInWords(document, labDocuments)
    : "a file that is no longer among those of this client"
}
