import { Siren } from "lucide-react"
import { type ReactNode, useId } from "react"

/** A part of a queue with its heading; the urgent one looks so. */
export function InboxLane({
  title,
  hint,
  urgent = false,
  children,
}: {
  /** Null for a queue of one part. */
  title: string | null
  hint?: string
  urgent?: boolean
  children: ReactNode
}) {
  const id = useId()
  if (title === null) return <ul className="divide-y divide-line">{children}</ul>
  return (
    <section
      aria-labelledby={id}
      className={
        urgent
          ? "relative border-bad-line border-b before:pointer-events-none before:absolute before:inset-y-0 before:left-0 before:z-1 before:w-0.75 before:bg-danger"
          : ""
      }
    >
      <header
        className={
          urgent
            ? "flex flex-wrap items-baseline gap-x-2 border-bad-line border-b bg-bad-soft px-4 py-1.5 text-bad-text"
            : "flex flex-wrap items-baseline gap-x-2 border-line border-b bg-sunken px-4 py-1.5 text-ink-soft"
        }
      >
        {urgent && <Siren aria-hidden className="size-4 shrink-0 self-center" />}
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {hint && <span className="text-xs">{hint}</span>}
      </header>
      <ul
        aria-labelledby={id}
        className={urgent ? "divide-y divide-bad-line" : "divide-y divide-line"}
      >
        {children}
      </ul>
    </section>
  )
}
