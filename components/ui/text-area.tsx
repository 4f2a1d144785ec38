"use client"

import { Field } from "@base-ui/react/field"
import type { ComponentProps } from "react"
import { cx } from "./cx.ts"
import { FieldFrame, type FieldTexts } from "./field-parts.tsx"

type TextAreaProps = Omit<ComponentProps<"textarea">, "className"> &
  FieldTexts & { className?: string; inputClassName?: string }

/** Several lines of text, with their label; grows with its content up to `rows` × 3 where browsers can. */
export function TextArea({
  label,
  labelHidden,
  hint,
  error,
  className,
  inputClassName,
  disabled,
  rows = 4,
  ...props
}: TextAreaProps) {
  return (
    <FieldFrame {...{ label, labelHidden, hint, error, className, disabled }}>
      <Field.Control
        render={<textarea {...props} rows={rows} />}
        className={cx(
          "field-frame w-full min-w-0 resize-y px-2.5 py-2 text-base pointer-coarse:text-lg disabled:cursor-not-allowed disabled:bg-sunken",
          inputClassName,
        )}
      />
    </FieldFrame>
  )
}
