"use client"

import { useState } from "react"
import type { DocumentView } from "#lib/contacts/record-types.ts"
import { DocumentCard } from "./document-card.tsx"
import { DocumentDialog } from "./document-dialog.tsx"

/** Documents of a contact; choosing one shows it in a dialog. */
export function DocumentList({ documents }: { documents: DocumentView[] }) {
  const [chosen, setChosen] = useState<DocumentView | null>(null)
  // Kept while the dialog closes, so that it does not empty itself on its way out.
  const [open, setOpen] = useState(false)
  const show = (document: DocumentView) => {
    setChosen(document)
    setOpen(true)
  }
  return (
    <>
      <ul className="flex flex-col gap-2">
        {documents.map((document) => (
          <li key={document.documentId} className="min-w-0">
            <DocumentCard document={document} onOpen={() => show(document)} />
          </li>
        ))}
      </ul>
      {chosen && <DocumentDialog document={chosen} open={open} onOpenChange={setOpen} />}
    </>
  )
}
