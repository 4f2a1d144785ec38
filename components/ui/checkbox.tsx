"use client"

import { Checkbox as BaseCheckbox } from "@base-ui/react/checkbox"
import { Field } from "@base-ui/react/field"
import { Check } from "lucide-react"
import type { ReactNode } from "react"

/** One of several things that can be ticked at the same time. */
export function Checkbox({
  label,
  checked,
  onCheckedChange,
  disabled,
}: {
  label: ReactNode
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
}) {
  return (
    <Field.Root disabled={disabled} className="min-w-0">
      <Field.Label className="flex min-h-(--control-small) min-w-0 select-none items-center gap-2.5 rounded-md px-2 py-0.5 text-sm hover:bg-sunken has-data-disabled:text-ink-muted has-data-disabled:hover:bg-transparent">
        <BaseCheckbox.Root
          checked={checked}
          onCheckedChange={(next) => onCheckedChange(next)}
          className="flex size-4 shrink-0 items-center justify-center rounded border border-line-control bg-surface text-on-accent data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
        >
          <BaseCheckbox.Indicator>
            <Check aria-hidden className="size-3" strokeWidth={3} />
          </BaseCheckbox.Indicator>
        </BaseCheckbox.Root>
        <span className="min-w-0 flex-1">{label}</span>
      </Field.Label>
    </Field.Root>
  )
}
