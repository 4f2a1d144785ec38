"use client"

import { Download, FileImage, FileText } from "lucide-react"
import type { DocumentView } from "#lib/contacts/record-types.ts"

/** A document with its name, where it came from, and a download beside it. */
export function DocumentCard({ document, onOpen }: { document: DocumentView; onOpen: () => void }) {
  const Icon = document.mimeType?.startsWith("image/") ? FileImage : FileText
  return (
    <div className="flex items-stretch overflow-hidden rounded-lg border border-line bg-surface">
      <button
        type="button"
        onClick={onOpen}
        className="flex min-w-0 flex-1 items-center gap-3 p-3 text-left hover:bg-sunken"
      >
        <Icon aria-hidden className="size-5 shrink-0 text-accent-text" />
        <span className="min-w-0">
          <span className="line-clamp-2 wrap-anywhere font-medium text-sm">
            <span className="sr-only">Open </span>
            <bdi>{document.fileName}</bdi>
          </span>
          <span className="line-clamp-2 wrap-anywhere text-ink-muted text-xs">
            {[document.size, document.fieldName].filter(Boolean).join(" · ")}
          </span>
        </span>
      </button>
      <a
        href={document.href}
        download
        aria-label={`Download ${document.fileName}`}
        title="Download"
        className="flex w-11 shrink-0 items-center justify-center border-line border-l text-ink-soft hover:bg-sunken hover:text-ink"
      >
        <Download aria-hidden className="size-4" />
      </a>
    </div>
  )
}
