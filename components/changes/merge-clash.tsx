"use client"

import { Button } from "#components/ui/button.tsx"

/** Says that the same person typed another text in another tab, shows it, and asks which of the two goes on. */
export function MergeClash({
  theirs,
  onSettle,
}: {
  theirs: string
  onSettle: (choice: "mine" | "theirs") => void
}) {
  return (
    <div
      role="alert"
      className="rounded-lg border border-warn-line bg-warn-soft px-3.5 py-3 text-sm"
    >
      <p className="font-medium text-warn-text">You edited this text in another tab.</p>
      <p className="mt-0.5 text-ink-soft">
        Nothing of it was overwritten, and yours still stands here. This is the text from there:
      </p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable
        tabIndex={0}
        aria-label="The other tab’s text"
        className="mt-2 max-h-48 overflow-y-auto"
      >
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {theirs}
        </p>
      </section>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button size="small" onClick={() => onSettle("theirs")}>
          Take the other tab’s
        </Button>
        <Button size="small" onClick={() => onSettle("mine")}>
          Keep this one
        </Button>
      </div>
    </div>
  )
}
