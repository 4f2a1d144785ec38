"use client"

import type { Keeping } from "#lib/reviews/call-notes.ts"

const CHOICES = [
  { value: "keep", label: "Keep it below the summary" },
  { value: "replace", label: "Replace it" },
] as const

/** What becomes of the text in call_notes that Caredesk did not write. */
export function KeepChoice({
  keeping,
  onKeeping,
}: {
  keeping: Keeping
  onKeeping: (keeping: Keeping) => void
}) {
  return (
    <fieldset className="mt-1.5 rounded-lg border border-line bg-sunken px-3 py-2">
      <legend className="sr-only">Text that stands in the call notes now</legend>
      <p className="text-sm text-ink-soft">The call notes hold text that Caredesk did not write.</p>
      <div className="mt-1 flex flex-wrap gap-x-5">
        {CHOICES.map(({ value, label }) => (
          <label
            key={value}
            className="inline-flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name="keeping"
              className="size-4 accent-accent"
              checked={keeping === value}
              onChange={() => onKeeping(value)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
