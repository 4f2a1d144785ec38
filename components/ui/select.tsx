"use client"

import { Select as BaseSelect } from "@base-ui/react/select"
import { Check, ChevronsUpDown } from "lucide-react"
import { cx } from "./cx.ts"

type SelectProps<Value extends string> = {
  label: string
  labelHidden?: boolean
  /** `why`: the reason one cannot be chosen now; it stands under its label. */
  items: readonly { value: Value; label: string; why?: string | null }[]
  value: Value
  onValueChange: (value: Value) => void
  disabled?: boolean
  className?: string
}

/** One of a few known values. */
export function Select<Value extends string>({
  label,
  labelHidden = false,
  items,
  value,
  onValueChange,
  disabled,
  className,
}: SelectProps<Value>) {
  return (
    <BaseSelect.Root
      items={items}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next)
      }}
    >
      <div className={cx("flex min-w-0 flex-col gap-1.5", className)}>
        <BaseSelect.Label className={cx("text-sm font-medium text-ink", labelHidden && "sr-only")}>
          {label}
        </BaseSelect.Label>
        <BaseSelect.Trigger className="field-frame flex h-(--control) min-w-0 select-none items-center justify-between gap-2 pr-2 pl-2.5 text-sm data-disabled:bg-sunken data-disabled:text-ink-muted">
          <BaseSelect.Value className="truncate" />
          <BaseSelect.Icon className="text-ink-muted">
            <ChevronsUpDown aria-hidden className="size-3.5" />
          </BaseSelect.Icon>
        </BaseSelect.Trigger>
      </div>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          {/* A landmark, since it stands outside of the page's others. */}
          <BaseSelect.Popup
            role="region"
            aria-label={`Choices of ${label}`}
            className="popup min-w-(--anchor-width) p-1 outline-none"
          >
            <BaseSelect.List className="max-h-(--available-height) overflow-y-auto">
              {items.map((item) => (
                <BaseSelect.Item
                  key={item.value}
                  value={item.value}
                  disabled={Boolean(item.why)}
                  className="flex min-h-(--control) cursor-default select-none items-center justify-between gap-3 rounded-md px-2 text-sm outline-none data-disabled:text-ink-muted data-highlighted:bg-sunken"
                >
                  <span className="min-w-0 max-w-64 py-1">
                    <BaseSelect.ItemText>{item.label}</BaseSelect.ItemText>
                    {item.why && <span className="block text-xs">{item.why}</span>}
                  </span>
                  <BaseSelect.ItemIndicator>
                    <Check aria-hidden className="size-4 text-accent-text" />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  )
}
