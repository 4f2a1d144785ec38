import { Field } from "@base-ui/react/field"
import type { ReactNode } from "react"
import { cx } from "./cx.ts"

export type FieldTexts = {
  label: string
  /** For a field whose place says what it is; the label stays its accessible name. */
  labelHidden?: boolean
  hint?: ReactNode
  /** What is wrong with the value; marks the field invalid. */
  error?: ReactNode
}

/** Label above, hint and error below a control, tied to it for assistive technology. */
export function FieldFrame({
  label,
  labelHidden = false,
  hint,
  error,
  className,
  disabled,
  children,
}: FieldTexts & { className?: string; disabled?: boolean; children: ReactNode }) {
  return (
    <Field.Root
      invalid={Boolean(error)}
      disabled={disabled}
      className={cx("flex min-w-0 flex-col gap-1.5", className)}
    >
      <Field.Label className={cx("text-sm font-medium text-ink", labelHidden && "sr-only")}>
        {label}
      </Field.Label>
      {children}
      {hint && <Field.Description className="text-xs text-ink-muted">{hint}</Field.Description>}
      {error && (
        <Field.Error match className="text-xs font-medium text-bad-text">
          {error}
        </Field.Error>
      )}
    </Field.Root>
  )
}
