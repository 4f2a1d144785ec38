import type { ReactNode } from "react"
import { DiffText } from "#components/ui/diff-text.tsx"
import { PlainText } from "#components/ui/plain-text.tsx"
import { readableDiff } from "#lib/changes/readable-diff.ts"

/** One of several texts beside each other, with what it is. */
export function TextPane({
  title,
  hint,
  children,
}: {
  title: string
  hint: string
  children: ReactNode
}) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col">
      <p className="text-xs font-medium text-ink-soft">
        {title} <span className="font-normal text-ink-muted">{hint}</span>
      </p>
      <div className="mt-1 flex-1 rounded-lg border border-line bg-surface px-3 py-2">
        {children}
      </div>
    </section>
  )
}

/** A text with what in it differs from another marked. */
export function Against({ seen, text }: { seen: string; text: string }) {
  if (text.trim() === "" && seen.trim() === "") return <PlainText text="" empty="Empty" />
  return (
    <>
      {text.trim() === "" && <p className="mb-2 text-sm text-ink-muted">Empty now.</p>}
      <DiffText parts={readableDiff(seen, text)} empty="As it was." />
    </>
  )
}
