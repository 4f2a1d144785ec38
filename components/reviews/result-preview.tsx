"use client"

import { Chip } from "#components/ui/chip.tsx"
import { PlainText } from "#components/ui/plain-text.tsx"
import { Section } from "#components/ui/section.tsx"
import type { Keeping } from "#lib/reviews/call-notes.ts"

/** Exactly what an approval writes, where, and in which order. */
export function ResultPreview({
  callNotes,
  note,
  add,
  remove,
  othersText,
  keeping,
  onKeeping,
}: {
  callNotes: string
  note: string
  add: string[]
  remove: string[]
  othersText: string
  keeping: Keeping
  /** Absent once the draft is decided. */
  onKeeping?: (keeping: Keeping) => void
}) {
  return (
    <Section title="What will be written" hint="to GoHighLevel, in this order">
      <ol className="space-y-4">
        <li>
          <h3 className="text-sm font-medium">1. Call notes</h3>
          {othersText.trim() !== "" && onKeeping && (
            <fieldset className="mt-1.5 rounded-lg border border-line bg-sunken px-3 py-2">
              <legend className="sr-only">Text that stands in the call notes now</legend>
              <p className="text-sm text-ink-soft">
                The call notes hold text that Caredesk did not write.
              </p>
              <div className="mt-1 flex flex-wrap gap-x-5">
                <KeepChoice
                  value="keep"
                  label="Keep it below the summary"
                  chosen={keeping}
                  onChoose={onKeeping}
                />
                <KeepChoice
                  value="replace"
                  label="Replace it"
                  chosen={keeping}
                  onChoose={onKeeping}
                />
              </div>
            </fieldset>
          )}
          <div className="mt-1.5 rounded-lg border border-line px-3 py-2">
            <PlainText text={callNotes} empty="Empty" />
          </div>
        </li>
        <li>
          <h3 className="text-sm font-medium">2. Tags</h3>
          <div className="mt-1.5 flex flex-wrap items-center gap-1.5 text-sm">
            {add.map((tag) => (
              <Chip key={tag} tone="good">
                + {tag}
              </Chip>
            ))}
            {remove.map((tag) => (
              <Chip key={tag} tone="bad">
                − {tag}
              </Chip>
            ))}
            {add.length + remove.length === 0 && (
              <span className="text-ink-muted">No tag changes.</span>
            )}
          </div>
          {add.length + remove.length > 0 && (
            <p className="mt-1 text-xs text-ink-muted">
              Tags may start automations in GoHighLevel that send the client messages. Those cannot
              be unsent.
            </p>
          )}
        </li>
        <li>
          <h3 className="text-sm font-medium">3. A new note</h3>
          <div className="mt-1.5 rounded-lg border border-line px-3 py-2">
            <PlainText text={note} empty="Empty" />
            <p className="mt-2 text-xs text-ink-muted">
              A line “Caredesk ref” with a random code follows, by which Caredesk finds the note
              again.
            </p>
          </div>
        </li>
      </ol>
    </Section>
  )
}

function KeepChoice({
  value,
  label,
  chosen,
  onChoose,
}: {
  value: Keeping
  label: string
  chosen: Keeping
  onChoose: (keeping: Keeping) => void
}) {
  return (
    <label className="inline-flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
      <input
        type="radio"
        name="keeping"
        className="size-4 accent-accent"
        checked={chosen === value}
        onChange={() => onChoose(value)}
      />
      {label}
    </label>
  )
}
