"use client"

import { X } from "lucide-react"
import type { ReactNode } from "react"
import { cx } from "./cx.ts"
import { TONE_CLASS, type Tone } from "./tone.ts"

/** A tag or a picked value. With `onRemove` it carries a button "Remove …". */
export function Chip({
  tone = "neutral",
  icon,
  children,
  name,
  onRemove,
  disabled = false,
}: {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
  /** What the remove button names, when `children` is not plain text. */
  name?: string
  onRemove?: () => void
  disabled?: boolean
}) {
  return (
    <span
      className={cx(
        "inline-flex h-6 max-w-full min-w-0 items-center gap-1 rounded-md border px-1.5 text-xs [&_svg]:size-3.5 [&_svg]:shrink-0",
        TONE_CLASS[tone],
        onRemove && "pr-0.5 pointer-coarse:h-11",
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
      {onRemove && (
        <button
          type="button"
          aria-label={`Remove ${name ?? (typeof children === "string" ? children : "")}`.trim()}
          disabled={disabled}
          onClick={onRemove}
          className="inline-flex size-5 items-center justify-center rounded hover:bg-ink/10 disabled:opacity-45 pointer-coarse:size-10"
        >
          <X aria-hidden />
        </button>
      )}
    </span>
  )
}
