"use client"

import { Dialog } from "./dialog.tsx"
import type { Shortcut } from "./use-shortcuts.ts"

/** The keys of a page and what they do; opened with `?`. */
export function ShortcutHelp({
  shortcuts,
  open,
  onOpenChange,
}: {
  shortcuts: readonly Shortcut[]
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-sm">
        {shortcuts.map(({ key, shift, label }) => (
          <div key={`${key}-${shift}`} className="contents">
            <dt>
              <kbd className="inline-block min-w-7 rounded-md border border-line bg-sunken px-1.5 py-0.5 text-center font-mono text-xs">
                {shift ? `Shift ${key}` : key}
              </kbd>
            </dt>
            <dd className="text-ink-soft">{label}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
