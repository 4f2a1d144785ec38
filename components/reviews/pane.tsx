import { type ReactNode, useId } from "react"
import { cx } from "#components/ui/cx.ts"

/** One of the three panes: a title that stays, and a body that scrolls by itself where panes stand side by side. */
export function Pane({
  title,
  hint,
  actions,
  footer,
  shown,
  bare = false,
  className,
  children,
}: {
  title: string
  hint?: ReactNode
  actions?: ReactNode
  /** Stays in view under the body. */
  footer?: ReactNode
  /** On narrow screens one pane shows at a time. */
  shown: boolean
  /** The body looks after its own edges and scrolling. */
  bare?: boolean
  className?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={cx(
        "min-w-0 flex-col rounded-xl border border-line bg-surface shadow-card xl:flex xl:min-h-0",
        shown ? "flex" : "hidden",
        className,
      )}
    >
      <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-2 pb-1">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {hint && <p className="min-w-0 text-xs text-ink-muted">{hint}</p>}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {bare ? (
        children
      ) : (
        // Reached by keyboard, since it may scroll and hold nothing that takes focus.
        <section
          aria-label={`${title}, in full`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable
          tabIndex={0}
          className="rounded-b-xl px-4 pb-4 focus-visible:-outline-offset-2 xl:min-h-0 xl:flex-1 xl:overflow-y-auto"
        >
          {children}
        </section>
      )}
      {footer && <div className="rounded-b-xl border-line border-t bg-surface">{footer}</div>}
    </section>
  )
}
