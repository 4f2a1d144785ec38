"use client"

import { Field } from "@base-ui/react/field"
import type { ReactNode } from "react"
import { cx } from "./cx.ts"
import { FieldFrame, type FieldTexts } from "./field-parts.tsx"

type TextFieldProps = Omit<Field.Control.Props, "className" | "style" | "render"> &
  FieldTexts & {
    /** Shown inside the frame, before the text. */
    icon?: ReactNode
    /** Shown inside the frame, after the text: a button. */
    trailing?: ReactNode
    className?: string
  }

/** A single line of text, with its label. */
export function TextField({
  label,
  labelHidden,
  hint,
  error,
  icon,
  trailing,
  className,
  disabled,
  ...props
}: TextFieldProps) {
  return (
    <FieldFrame {...{ label, labelHidden, hint, error, className, disabled }}>
      <div className="relative">
        {icon && (
          <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-ink-muted [&_svg]:size-4">
            {icon}
          </span>
        )}
        <Field.Control
          {...props}
          className={cx(
            "field-frame h-(--control) w-full min-w-0 px-2.5 text-base pointer-coarse:text-lg disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-muted",
            Boolean(icon) && "pl-8",
            Boolean(trailing) && "pr-10",
          )}
        />
        {trailing && (
          <span className="absolute inset-y-0 right-0 flex items-center">{trailing}</span>
        )}
      </div>
    </FieldFrame>
  )
}
