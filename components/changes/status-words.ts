import type { Tone } from "#components/ui/tone.ts"
import type { ChangeKind, ChangeStatus } from "#lib/changes/types.ts"

/** The state of a change in a word or two. */
export const STATUS_WORDS: Record<ChangeStatus, { label: string; tone: Tone }> = {
  held: { label: "Held", tone: "info" },
  queued: { label: "On its way", tone: "info" },
  running: { label: "Saving", tone: "info" },
  waiting: { label: "Waiting for GoHighLevel", tone: "warn" },
  unsure: { label: "Checking", tone: "warn" },
  stopped: { label: "Stopped", tone: "bad" },
  conflict: { label: "Conflict", tone: "bad" },
  done: { label: "Saved", tone: "good" },
  cancelled: { label: "Cancelled", tone: "neutral" },
}

/** What a change is about. */
export const KIND_WORDS: Record<ChangeKind, string> = {
  tags: "Tags",
  lifecycle: "Lifecycle step",
  "call-notes": "Call notes",
  fields: "Fields",
  note: "Note",
  undo: "Taken back",
  mend: "Surplus note marked",
  review: "Approved summary",
}
