"use client"

import { Button } from "#components/ui/button.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import type { Saving } from "./use-saved-texts.ts"

/** Whether the reviewer's text is safe on the server, in a word. */
export function SaveStatus({ saving, edited }: { saving: Saving; edited: boolean }) {
  const words = {
    saved: edited ? "Your edits are saved" : "",
    unsaved: "Not saved yet",
    saving: "Saving your edits",
    failed: "Not saved",
    clash: "Not saved",
    taken: "Kept among the versions",
    decided: "Kept among the versions",
  }[saving.state]
  return (
    <span role="status" className="text-xs text-ink-muted">
      {words}
    </span>
  )
}

/** What went wrong with a save, and what to do; the text itself stays where it is. */
export function SaveTrouble({
  saving,
  onRetry,
  onSettle,
}: {
  saving: Saving
  onRetry: () => void
  onSettle: (keep: "mine" | "theirs") => void
}) {
  if (saving.state === "failed") return <ProblemNotice problem={saving.problem} onRetry={onRetry} />
  if (saving.state === "taken" || saving.state === "decided") {
    return (
      <p
        role="status"
        className="rounded-lg border border-warn-line bg-warn-soft px-3.5 py-3 text-sm text-ink-soft"
      >
        {saving.state === "taken"
          ? `${saving.by} has this draft now, so your last words are not in it.`
          : "This draft was decided or replaced while you typed, so your last words are not in it."}{" "}
        They still stand below, and are kept under Versions.
      </p>
    )
  }
  if (saving.state !== "clash") return null
  return (
    <div
      role="alert"
      className="rounded-lg border border-warn-line bg-warn-soft px-3.5 py-3 text-sm"
    >
      <p className="font-medium text-warn-text">
        {saving.by ?? "You"} edited this draft {saving.by ? "at the same time" : "in another tab"}.
      </p>
      <p className="mt-0.5 text-ink-soft">
        {saving.by
          ? "Nothing of theirs was overwritten. This is their summary:"
          : "Nothing of it was overwritten. This is the summary from there:"}
      </p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable
        tabIndex={0}
        aria-label={saving.by ? "Their summary" : "The other tab’s summary"}
        className="mt-2 max-h-48 overflow-y-auto"
      >
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {saving.theirs.summary}
        </p>
      </section>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button size="small" onClick={() => onSettle("theirs")}>
          {saving.by ? "Take theirs" : "Take the other tab’s"}
        </Button>
        <Button size="small" onClick={() => onSettle("mine")}>
          {saving.by ? "Keep mine" : "Keep this one"}
        </Button>
      </div>
    </div>
  )
}
