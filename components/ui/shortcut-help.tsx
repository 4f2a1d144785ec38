"use client"

import { cx } from "./cx.ts"
import { Dialog } from "./dialog.tsx"
import { setSingleKeys, useSingleKeys } from "./shortcut-switch.ts"
import { Switch } from "./switch.tsx"
import type { Shortcut } from "./use-shortcuts.ts"

/** The keys of a page and what they do, and a switch to have none; opened with `?` or a button. */
export function ShortcutHelp({
  shortcuts,
  open,
  onOpenChange,
}: {
  shortcuts: readonly Shortcut[]
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const on = useSingleKeys()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <dl
        className={cx(
          "grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-sm",
          !on && "text-ink-muted",
        )}
      >
        {shortcuts.map(({ key, shift, label }) => (
          <div key={`${key}-${shift}`} className="contents">
            <dt>
              <kbd className="inline-block min-w-7 rounded-md border border-line bg-sunken px-1.5 py-0.5 text-center font-mono text-xs">
                {shift ? `Shift ${key}` : key}
              </kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 border-line border-t pt-3">
        <Switch
          label="Single keys are shortcuts in this browser"
          checked={on}
          onCheckedChange={setSingleKeys}
        />
      </div>
    </Dialog>
  )
}
