"use client"

import { DocumentViewer } from "#components/documents/document-viewer.tsx"
import type { LitPlace } from "#components/documents/lit-place.ts"
import { Select } from "#components/ui/select.tsx"
import type { LabDocument as ClientsDocument } from "#lib/reviews/lab-documents.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import type { PresentContact } from "../use-present-contact.ts"
import { documentInWords } from "./document-words.ts"
import type { HeldDocument } from "./use-held-document.ts"

/** Why no document can be shown; null when one can. */
function whyNone(review: ReviewView, contact: PresentContact, held: HeldDocument): string | null {
  const found = review.origin === "watch"
  if (!found && !review.documentId) return "The draft names no document."
  if (contact.kind === "reading") {
    return found
      ? "It shows once the client’s record is here, which tells which files the client has."
      : "It shows once the client’s record is here, which tells whether the document is theirs."
  }
  if (contact.kind === "problem") return "The contact cannot be read. So it cannot be shown here."
  const { rightClient, fieldsProblem } = contact.contact
  if (!found) {
    const { state, message } = rightClient.document
    return state === "match" ? null : `${message} So it cannot be shown here.`
  }
  if (held.documentId) return null
  return fieldsProblem
    ? `It is not known which files this client has. ${fieldsProblem.title}`
    : "This client has no file in GoHighLevel to hold the text against."
}

/**
 * The document that the texts are held against, if it is this contact's; beside text found in GHL, the
 * client's others to choose from. Fetched once it is looked at, since each reading is audited.
 */
export function LabDocument({
  review,
  wanted,
  contact,
  held,
  lit,
}: {
  review: ReviewView
  /** Whether it has been looked at. */
  wanted: boolean
  /** Tells whether it hangs on the client, and what else does. */
  contact: PresentContact
  held: HeldDocument
  lit: LitPlace | null
}) {
  const why = whyNone(review, contact, held)
  if (why !== null) return <p className="px-4 py-3.5 text-sm text-ink-muted">{why}</p>
  const { documentId, documents } = held
  if (!wanted || !documentId) return null
  const own = documents.find((one) => one.documentId === documentId)
  return (
    <div className="flex h-[70vh] min-h-96 flex-col overflow-hidden rounded-b-xl xl:h-auto xl:min-h-0 xl:flex-1">
      {own && <Choice documents={documents} own={own} onChoose={held.choose} />}
      <DocumentViewer
        key={documentId}
        href={`/api/contacts/${review.contactId}/documents/${documentId}`}
        fileName={own?.fileName ?? "Lab document"}
        lit={lit}
      />
    </div>
  )
}

/** Says that it is the client's own, and lets a person hold the text against another of theirs. */
function Choice({
  documents,
  own,
  onChoose,
}: {
  documents: readonly ClientsDocument[]
  own: ClientsDocument
  onChoose: (documentId: string) => void
}) {
  return (
    <div className="space-y-1.5 border-line border-b px-4 py-2 text-xs">
      <p className="text-ink-muted">
        The text names no document. It is held against{" "}
        {documents.length === 1 ? "the client’s own file" : "this file of the client’s"}:{" "}
        {documents.length === 1 && (
          <bdi className="break-words text-ink">{documentInWords(own, documents)}</bdi>
        )}
      </p>
      {documents.length > 1 && (
        <Select
          label="Document to hold the text against"
          labelHidden
          value={own.documentId}
          onValueChange={onChoose}
          items={documents.map((document) => ({
            value: document.documentId,
            label: documentInWords(document, documents),
          }))}
        />
      )}
    </div>
  )
}
