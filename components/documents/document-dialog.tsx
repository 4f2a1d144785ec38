"use client"

import { Dialog } from "@base-ui/react/dialog"
import { Download, X } from "lucide-react"
import { buttonClass } from "#components/ui/button-class.ts"
import { cx } from "#components/ui/cx.ts"
import { DIALOG_BACKDROP, DIALOG_POPUP, DIALOG_VIEWPORT } from "#components/ui/dialog-class.ts"
import type { DocumentView } from "#lib/contacts/record-types.ts"
import { DocumentViewer } from "./document-viewer.tsx"

/** The preview of one document over the page, as large as the window lets it be. */
export function DocumentDialog({
  document,
  open,
  onOpenChange,
}: {
  document: DocumentView
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={DIALOG_BACKDROP} />
        <Dialog.Viewport className={DIALOG_VIEWPORT}>
          <Dialog.Popup className={cx(DIALOG_POPUP, "h-[92dvh] sm:max-w-5xl")}>
            <header className="flex items-center gap-2 border-line border-b px-4 py-2.5">
              <div className="min-w-0 flex-1">
                <Dialog.Title dir="auto" className="truncate font-semibold">
                  {document.fileName}
                </Dialog.Title>
                <Dialog.Description dir="auto" className="truncate text-ink-muted text-xs">
                  {document.fieldName}
                </Dialog.Description>
              </div>
              <a href={document.href} download className={buttonClass({ tone: "plain" })}>
                <Download aria-hidden />
                Download
              </a>
              <Dialog.Close
                aria-label="Close"
                className={buttonClass({ tone: "quiet" }, "w-(--control) px-0")}
              >
                <X aria-hidden />
              </Dialog.Close>
            </header>
            <DocumentViewer href={document.href} fileName={document.fileName} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
