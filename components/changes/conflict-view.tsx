"use client"

import { Button } from "#components/ui/button.tsx"
import type { StepView } from "#lib/changes/types.ts"

/** A conflict three ways: what the person saw, what stands in GHL now, what they wanted. They decide. */
export function ConflictView({
  step,
  busy,
  onKeepTheirs,
  onWriteOurs,
}: {
  step: StepView
  busy: boolean
  onKeepTheirs: () => void
  onWriteOurs: (seen: string) => void
}) {
  const { conflict } = step
  if (!conflict) return null
  const texts = [
    { title: "When you looked", text: conflict.seen },
    { title: "In GoHighLevel now", text: conflict.found },
    { title: "What you want to write", text: conflict.wanted },
  ]
  return (
    <div className="space-y-3">
      <div className="grid gap-3 lg:grid-cols-3">
        {texts.map(({ title, text }) => (
          <section key={title} aria-label={title} className="min-w-0">
            <h4 className="text-xs font-medium text-ink-muted">{title}</h4>
            <p
              dir="auto"
              className="mt-1 rounded-lg border border-line bg-surface px-3 py-2 text-sm whitespace-pre-wrap break-words"
            >
              {text?.trim() ? text : <span className="text-ink-muted">Empty</span>}
            </p>
          </section>
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" busy={busy} onClick={onKeepTheirs}>
          Keep what is in GoHighLevel
        </Button>
        <Button
          size="small"
          tone="danger"
          busy={busy}
          onClick={() => onWriteOurs(conflict.found ?? "")}
        >
          Write mine over it
        </Button>
      </div>
    </div>
  )
}
