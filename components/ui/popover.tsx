"use client"

import { Popover as BasePopover } from "@base-ui/react/popover"
import type { ReactElement, ReactNode } from "react"
import { cx } from "./cx.ts"

/** A panel of controls behind a button, beside the page it works on. `trigger` is the button itself. */
export function Popover({
  trigger,
  title,
  description,
  align = "end",
  open,
  onOpenChange,
  className,
  children,
}: {
  trigger: ReactElement
  title: string
  description?: ReactNode
  align?: "start" | "end"
  /** For who opens it from elsewhere too. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
  children: ReactNode
}) {
  return (
    <BasePopover.Root open={open} onOpenChange={onOpenChange}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner
          sideOffset={6}
          align={align}
          collisionPadding={12}
          className="z-50 max-w-[calc(100vw-1.5rem)]"
        >
          <BasePopover.Popup
            className={cx(
              "popup flex max-h-(--available-height) flex-col outline-none",
              className ?? "w-96 max-w-full",
            )}
          >
            <div className="border-line border-b px-3.5 pt-2.5 pb-2">
              <BasePopover.Title className="font-semibold text-sm">{title}</BasePopover.Title>
              {description && (
                <BasePopover.Description className="mt-0.5 text-ink-muted text-xs">
                  {description}
                </BasePopover.Description>
              )}
            </div>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  )
}
