import { type ReactNode, useId } from "react"
import { cx } from "./cx.ts"

/** A titled part of a page, on its own surface. */
export function Section({
  title,
  count,
  hint,
  actions,
  flush = false,
  className,
  children,
}: {
  title: string
  count?: number
  hint?: ReactNode
  actions?: ReactNode
  /** Content reaches the edges, for lists and tables. */
  flush?: boolean
  className?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={cx("min-w-0 rounded-xl border border-line bg-surface shadow-card", className)}
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-3 pb-2">
        <h2 id={id} className="text-base font-semibold">
          {title}
          {count !== undefined && (
            <span className="ml-1.5 font-normal text-ink-muted tabular-nums">{count}</span>
          )}
        </h2>
        {hint && <p className="min-w-0 text-xs text-ink-muted">{hint}</p>}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      <div className={flush ? "" : "px-4 pb-4"}>{children}</div>
    </section>
  )
}
