import { cx } from "./cx.ts"

export type ButtonLook = {
  tone?: "primary" | "plain" | "quiet" | "danger"
  size?: "regular" | "small"
}

const TONES = {
  primary:
    "bg-accent text-on-accent hover:bg-accent-hover data-disabled:bg-sunken data-disabled:text-ink-muted",
  plain:
    "border border-line-strong bg-surface text-ink shadow-card hover:bg-sunken data-disabled:bg-sunken data-disabled:text-ink-muted",
  quiet: "text-ink-soft hover:bg-sunken hover:text-ink data-disabled:text-ink-muted",
  danger:
    "bg-danger text-on-danger hover:bg-danger-hover data-disabled:bg-sunken data-disabled:text-ink-muted",
} as const

const SIZES = {
  regular: "h-(--control) px-3 text-sm",
  small: "h-(--control-small) px-2.5 text-xs",
} as const

/** The classes of a button, for a link that looks like one. */
export function buttonClass(
  { tone = "plain", size = "regular" }: ButtonLook,
  className?: string,
): string {
  return cx(
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors data-disabled:cursor-not-allowed data-disabled:shadow-none [&_svg]:size-4 [&_svg]:shrink-0",
    TONES[tone],
    SIZES[size],
    className,
  )
}
