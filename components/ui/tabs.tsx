"use client"

import { Tabs as BaseTabs } from "@base-ui/react/tabs"
import type { ReactNode } from "react"

/** Views of one thing, one at a time. Panels stay mounted, so that what is typed in one survives. */
export function Tabs<Value extends string>({
  label,
  value,
  onValueChange,
  items,
}: {
  label: string
  value: Value
  onValueChange: (value: Value) => void
  items: readonly { value: Value; label: ReactNode; count?: number; panel: ReactNode }[]
}) {
  return (
    <BaseTabs.Root value={value} onValueChange={(next) => onValueChange(next)}>
      <BaseTabs.List aria-label={label} className="flex gap-1 overflow-x-auto border-line border-b">
        {items.map((item) => (
          <BaseTabs.Tab
            key={item.value}
            value={item.value}
            className="-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-transparent border-b-2 px-2.5 text-sm font-medium text-ink-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent data-active:text-ink pointer-coarse:h-11"
          >
            {item.label}
            {item.count !== undefined && (
              <span className="rounded-full bg-sunken px-1.5 text-2xs text-ink-soft tabular-nums">
                {item.count}
              </span>
            )}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {items.map((item) => (
        <BaseTabs.Panel key={item.value} value={item.value} keepMounted className="pt-4">
          {item.panel}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  )
}
