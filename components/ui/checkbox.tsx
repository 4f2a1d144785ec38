"use client"

import { Field } from "@base-ui/react/field"
import type { ReactNode } from "react"
import { TickBox } from "./tick-box.tsx"

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
        <TickBox checked={checked} onCheckedChange={onCheckedChange} />
        <span className="min-w-0 flex-1">{label}</span>
      </Field.Label>
    </Field.Root>
  )
}
