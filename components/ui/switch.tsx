"use client"

import { Field } from "@base-ui/react/field"
import { Switch as BaseSwitch } from "@base-ui/react/switch"
import type { ReactNode } from "react"

type SwitchProps = {
  label: ReactNode
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
}

/** A yes-or-no that takes effect at once. */
export function Switch({ label, checked, onCheckedChange, disabled }: SwitchProps) {
  return (
    <Field.Root disabled={disabled}>
      <Field.Label className="inline-flex min-h-(--control) select-none items-center gap-2 text-sm text-ink-soft">
        <BaseSwitch.Root
          checked={checked}
          onCheckedChange={(next) => onCheckedChange(next)}
          className="flex h-4.5 w-8 shrink-0 rounded-full bg-line-control p-0.5 transition-colors data-checked:bg-accent data-disabled:opacity-50"
        >
          <BaseSwitch.Thumb className="size-3.5 rounded-full bg-surface transition-transform data-checked:translate-x-3.5" />
        </BaseSwitch.Root>
        {label}
      </Field.Label>
    </Field.Root>
  )
}
