import { type ReactNode, useId } from "react"
import { cx } from "#components/ui/cx.ts"
import { type PartName, placeOf } from "./part-switch.tsx"

/** One of the three panes: a title that stays, and a body that scrolls by itself where panes stand side by side. */
export function Pane({
  title,
  hint,
  actions,
  footer,
  part,
  bare = false,
  className,
  children,
}: {
  title: string
  hint?: ReactNode
  actions?: ReactNode
  /** Stays in view under the body. */
  footer?: ReactNode
  /** Where the part switch leads to on screens too narrow for three panes, which are stacked there. */
  part: PartName
  /** The body looks after its own edges and scrolling. */
  bare?: boolean
  className?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <section
      id={placeOf(part)}
      aria-labelledby={id}
      className={cx(
        "flex min-w-0 scroll-mt-32 flex-col rounded-xl border border-line bg-surface shadow-card md:scroll-mt-18 xl:min-h-0",
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
