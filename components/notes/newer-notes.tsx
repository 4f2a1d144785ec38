"use client"

import { Button } from "#components/ui/button.tsx"

/** Somebody changed the call notes in GHL while this person was writing: both are shown, they decide. */
export function NewerNotes({
  seen,
  present,
  mine,
  onAccept,
}: {
  seen: string
  present: string
  mine: string
  onAccept: (callNotes: string) => void
}) {
  const texts = [
    { title: "When you began", text: seen },
    { title: "In GoHighLevel now", text: present },
  ]
  return (
    <div
      role="alert"
      className="rounded-lg border border-warn-line bg-warn-soft px-3.5 py-3 text-sm"
    >
      <p className="font-medium text-warn-text">
        The call notes were changed in GoHighLevel since you began writing.
      </p>
      <div className="mt-2 grid gap-3 sm:grid-cols-2">
        {texts.map(({ title, text }) => (
          <div key={title} className="min-w-0">
            <p className="text-ink-soft text-xs">{title}</p>
            <p dir="auto" className="mt-0.5 whitespace-pre-wrap break-words">
              {text.trim() || "Empty"}
            </p>
          </div>
        ))}
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="small" onClick={() => onAccept(`${mine.trimEnd()}\n\n${present}`)}>
          Put mine above the new text
        </Button>
        <Button size="small" onClick={() => onAccept(mine)}>
          Keep mine only
        </Button>
        <Button size="small" onClick={() => onAccept(present)}>
          Take the new text
        </Button>
      </div>
    </div>
  )
}
