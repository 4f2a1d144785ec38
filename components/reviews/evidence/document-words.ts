import type { LabDocument } from "#lib/reviews/lab-documents.ts"
import type { ReviewContact, ReviewView } from "#lib/reviews/types.ts"

/** A client's file in words: with its place among several, since files that are bare addresses have no names. */
export function documentInWords(document: LabDocument, all: readonly LabDocument[]): string {
  const { fileName, fieldName } = document
  const name = fieldName ? `${fileName}, in ${fieldName}` : fileName
  return all.length > 1 ? `${all.indexOf(document) + 1}. ${name}` : name
}

/**
 * What a text found in GHL was held against when it was decided, in words. Null while that is not known,
 * where there was nothing, and for drafts, which name their document.
 */
export function againstInWords(
  { heldDocument }: Pick<ReviewView, "heldDocument">,
  contact: Pick<ReviewContact, "labDocuments" | "fieldsProblem"> | null,
): string | null {
  // Without the fields' names it is not known which files the client has.
  if (!heldDocument || !contact || contact.fieldsProblem) return null
  const { labDocuments } = contact
  const document = labDocuments.find(({ documentId }) => documentId === heldDocument)
  return document
    ? documentInWords(document, labDocuments)
    : "a file that is no longer among those of this client"
}
