"use client"

import { AlertDialog as BaseAlert } from "@base-ui/react/alert-dialog"
import { type ReactNode, useRef } from "react"
import { Button } from "./button.tsx"
import { cx } from "./cx.ts"
import { DIALOG_BACKDROP, DIALOG_POPUP, DIALOG_VIEWPORT } from "./dialog-class.ts"

type AlertDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** What will happen, and what cannot be taken back. */
  children: ReactNode
  confirmLabel: string
  cancelLabel?: string
  danger?: boolean
  busy?: boolean
  confirmDisabled?: boolean
  /** Focus starts on the confirming button: Enter answers. Only where nothing is lost by it. */
  confirmFirst?: boolean
  onConfirm: () => void
}

/** A question that must be answered before going on. The caller closes it after `onConfirm`. */
export function AlertDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  cancelLabel = "Cancel",
  danger = false,
  busy = false,
  confirmDisabled = false,
  confirmFirst = false,
  onConfirm,
}: AlertDialogProps) {
  const confirm = useRef<HTMLButtonElement>(null)
  return (
    <BaseAlert.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseAlert.Portal>
        <BaseAlert.Backdrop className={DIALOG_BACKDROP} />
        <BaseAlert.Viewport className={DIALOG_VIEWPORT}>
          <BaseAlert.Popup
            initialFocus={confirmFirst ? confirm : undefined}
            className={cx(DIALOG_POPUP, "sm:max-w-md")}
          >
            <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-5 pb-4">
              <BaseAlert.Title className="text-lg font-semibold text-balance">
                {title}
              </BaseAlert.Title>
              <BaseAlert.Description
                render={<div />}
                className="mt-2 space-y-2 text-base text-ink-soft"
              >
                {children}
              </BaseAlert.Description>
            </div>
            <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">
              <BaseAlert.Close render={<Button disabled={busy}>{cancelLabel}</Button>} />
              <Button
                ref={confirm}
                tone={danger ? "danger" : "primary"}
                busy={busy}
                disabled={confirmDisabled}
                onClick={onConfirm}
              >
                {confirmLabel}
              </Button>
            </footer>
          </BaseAlert.Popup>
        </BaseAlert.Viewport>
      </BaseAlert.Portal>
    </BaseAlert.Root>
  )
}
