"use client"

import { Checkbox as BaseCheckbox } from "@base-ui/react/checkbox"
import { Check, Minus } from "lucide-react"
import { cx } from "./cx.ts"

/** The box of a checkbox alone, for places that lay out its words themselves: in a field's label, or with a label of its own. */
export function TickBox({
  checked,
  partly = false,
  onCheckedChange,
  disabled,
  className,
  "aria-label": ariaLabel,
}: {
  checked: boolean
  /** Some of what it stands for is ticked. */
  partly?: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
  className?: string
  "aria-label"?: string
}) {
  const Mark = partly ? Minus : Check
  return (
    <BaseCheckbox.Root
      checked={checked}
      indeterminate={partly}
      onCheckedChange={(next) => onCheckedChange(next)}
      disabled={disabled}
      aria-label={ariaLabel}
      className={cx(
        "flex size-4 shrink-0 items-center justify-center rounded border border-line-control bg-surface text-on-accent data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent",
        className,
      )}
    >
      <BaseCheckbox.Indicator>
        <Mark aria-hidden className="size-3" strokeWidth={3} />
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  )
}
