"use client"

import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip"
import type { ReactElement } from "react"

/** A short hint over an element that already has its accessible name; never the only place of a fact. */
export function Tooltip({ label, children }: { label: string; children: ReactElement }) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger delay={400} render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner sideOffset={6} className="z-50">
          <BaseTooltip.Popup className="popup max-w-72 rounded-md px-2 py-1 text-xs text-ink-soft">
            {label}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}
