import type { Tone } from "#components/ui/tone.ts"
import type { ChangeKind, ChangeStatus, ChangeView } from "#lib/changes/types.ts"

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

/** The state of a change whose note or task GHL altered in the saving. */
export const savedOtherwise = (what: "note" | "task"): { label: string; tone: Tone } => ({
  label: `Saved, but the ${what} reads otherwise`,
  tone: "warn",
})

type Standing = Pick<ChangeView, "status" | "undo"> &
  Partial<Pick<ChangeView, "continuedBy" | "steps">>

/** The state of a change in a word or two, where it counts that it was carried on, taken back, or altered by GHL. */
export function statusOf(change: Standing): { label: string; tone: Tone } {
  if (change.continuedBy) return { label: "Carried on", tone: "neutral" }
  if (change.undo?.status === "done") return { label: "Taken back", tone: "neutral" }
  const altered = change.steps?.find(({ differs }) => differs)
  if (altered && change.status === "done") {
    return savedOtherwise(altered.kind === "create-task" ? "task" : "note")
  }
  return STATUS_WORDS[change.status]
}

/** What a change is about. */
export const KIND_WORDS: Record<ChangeKind, string> = {
  tags: "Tags",
  lifecycle: "Lifecycle step",
  "call-notes": "Call notes",
  fields: "Fields",
  note: "Note",
  task: "Task",
  undo: "Taken back",
  mend: "Note mended",
  review: "Approved summary",
}
