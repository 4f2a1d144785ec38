"use client"

import { DocumentViewer } from "#components/documents/document-viewer.tsx"
import type { LitPlace } from "#components/documents/lit-place.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import type { PresentContact } from "../use-present-contact.ts"

/** The lab document of the draft, if it is this contact's. Fetched once it is looked at, since each reading is audited. */
export function LabDocument({
  review,
  wanted,
  contact,
  lit,
}: {
  review: ReviewView
  /** Whether it has been looked at. */
  wanted: boolean
  /** Tells whether it hangs on the client. */
  contact: PresentContact
  lit: LitPlace | null
}) {
  if (!review.documentId) {
    return <p className="px-4 py-3.5 text-sm text-ink-muted">The draft names no document.</p>
  }
  if (contact.kind === "reading") {
    return (
      <p className="px-4 py-3.5 text-sm text-ink-muted">
        It shows once the client’s record is here, which tells whether the document is theirs.
      </p>
    )
  }
  const check = contact.kind === "ok" ? contact.contact.rightClient.document : null
  if (check?.state !== "match") {
    return (
      <p className="px-4 py-3.5 text-sm text-ink-muted">
        {check?.message ?? "The contact cannot be read."} So it cannot be shown here.
      </p>
    )
  }
  if (!wanted) return null
  return (
    <div className="flex h-[70vh] min-h-96 flex-col overflow-hidden rounded-b-xl xl:h-auto xl:min-h-0 xl:flex-1">
      <DocumentViewer
        href={`/api/contacts/${review.contactId}/documents/${review.documentId}`}
        fileName="Lab document"
        lit={lit}
      />
    </div>
  )
}
