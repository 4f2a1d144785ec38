"use client"

import { Tabs as BaseTabs } from "@base-ui/react/tabs"
import type { ReactNode } from "react"
import { cx } from "./cx.ts"

/** Views of one thing, one at a time. Panels stay mounted, so that what is typed in one survives. */
export function Tabs<Value extends string>({
  label,
  value,
  onValueChange,
  items,
  fill = false,
}: {
  label: string
  value: Value
  onValueChange: (value: Value) => void
  items: readonly {
    value: Value
    label: ReactNode
    count?: number
    panel: ReactNode
    flush?: boolean
  }[]
  /** Inside a frame of a pane: the panel scrolls by itself where the frame has a height, and has the pane's edges. */
  fill?: boolean
}) {
  return (
    <BaseTabs.Root
      value={value}
      onValueChange={(next) => onValueChange(next)}
      className={cx(fill && "flex min-w-0 flex-col xl:min-h-0 xl:flex-1")}
    >
      <BaseTabs.List
        aria-label={label}
        className={cx(
          "flex shrink-0 gap-1 overflow-x-auto border-line border-b [scrollbar-width:none]",
          fill && "px-2",
        )}
      >
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
        <BaseTabs.Panel
          key={item.value}
          value={item.value}
          keepMounted
          className={cx(
            fill
              ? cx(
                  "focus-visible:-outline-offset-2 xl:min-h-0 xl:flex-1 xl:overflow-y-auto",
                  item.flush ? "flex flex-col data-hidden:hidden" : "px-4 py-3.5",
                )
              : "pt-4",
          )}
        >
          {item.panel}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  )
}
