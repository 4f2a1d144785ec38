"use client"

import { Checkbox as BaseCheckbox } from "@base-ui/react/checkbox"
import { Field } from "@base-ui/react/field"
import { Check } from "lucide-react"
import type { ReactNode } from "react"

type CheckboxProps = {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
}

/** A yes-or-no that takes effect with a later button. */
export function Checkbox({ label, hint, checked, onCheckedChange, disabled }: CheckboxProps) {
  return (
    <Field.Root disabled={disabled}>
      <Field.Label className="flex min-h-(--control) items-center gap-2.5 py-1 text-sm has-data-disabled:text-ink-muted">
        <BaseCheckbox.Root
          checked={checked}
          onCheckedChange={(next) => onCheckedChange(next)}
          className="flex size-4.5 shrink-0 items-center justify-center rounded border border-line-control bg-surface transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
        >
          <BaseCheckbox.Indicator>
            <Check aria-hidden strokeWidth={3} className="size-3.5 text-on-accent" />
          </BaseCheckbox.Indicator>
        </BaseCheckbox.Root>
        <span className="min-w-0">
          {label}
          {hint && <span className="block text-xs text-ink-muted">{hint}</span>}
        </span>
      </Field.Label>
    </Field.Root>
  )
}
