import type { ReactNode } from "react"
import { cx } from "./cx.ts"
import { TONE_CLASS, type Tone } from "./tone.ts"

/** A state in one or two words. */
export function Badge({
  tone = "neutral",
  icon,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span
      className={cx(
        "inline-flex h-5.5 shrink-0 items-center gap-1 rounded-full border px-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5",
        TONE_CLASS[tone],
      )}
    >
      {icon}
      {children}
    </span>
  )
}
