import type { StepRow } from "./engine/rows.ts"
import type { StepKind, StepRequest, TaskState } from "./types.ts"

/** A change can be taken back as long as its texts are kept: see engine/retention.ts. */
export const UNDO_DAYS = 30

const WHAT: Record<StepKind, string> = {
  "set-field": "field",
  "add-tag": "tag",
  "remove-tag": "tag",
  "create-note": "note",
  "edit-note": "note",
  "create-task": "task",
  "set-task": "task",
}

/** What a step wrote to. */
const targetOf = ({ kind, target }: StepRow): string => `${WHAT[kind]} ${target}`

/** Whether GHL was changed by this step: it is done, and did not stand so before. */
const didSomething = ({ status, alreadySo }: StepRow) => status === "done" && !alreadySo

/** Whether what is needed to take a step back is still kept. */
function isKept({ kind, seen, wanted, target }: StepRow): boolean {
  switch (kind) {
    case "set-field":
      return seen !== null
    case "edit-note":
      return seen !== null && seen.trim() !== ""
    case "create-note":
      return wanted !== "" && target !== null
    case "create-task":
      return target !== null
    default:
      return true
  }
}

const ORDER = [
  "set-field",
  "create-note",
  "edit-note",
  "create-task",
  "set-task",
  "add-tag",
  "remove-tag",
] as const

/**
 * The steps that taking a change back has to undo, texts before tags: what may conflict comes first,
 * and tags, whose automations cannot be unsent, last. `before` are the steps of earlier tries. Empty
 * when there is nothing to take back, or when a text that is needed is no longer kept.
 */
export function stepsToUndo(steps: readonly StepRow[], before: readonly StepRow[] = []): StepRow[] {
  const undone = new Set(before.filter(({ status }) => status === "done").map(targetOf))
  const open = steps.filter((step) => didSomething(step) && !undone.has(targetOf(step)))
  if (!open.every(isKept)) return []
  return open.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))
}

/** A note that was taken back: who withdrew it and when stands above what it said, and nothing is lost. */
const withdrawn = (body: string, by: string): string =>
  `${by} What it said is kept below and no longer holds.\n\n--- Withdrawn note ---\n${body}`

/** `at` null: as a preview, without the time. */
export function withdrawalLine(person: { name: string; role: string }, at: string | null): string {
  return `Withdrawn by ${person.name}, ${person.role}${at === null ? "" : `, ${at}`}.`
}

/** What takes one step back. `by` is the line that a withdrawn note begins with. */
export function undoOf(step: StepRow, by: string): StepRequest {
  const { kind, label, wanted } = step
  const target = step.target ?? ""
  const seen = step.seen ?? ""
  switch (kind) {
    case "set-field":
      return { kind, fieldId: target, label, seen: wanted, wanted: seen }
    case "add-tag":
      return { kind: "remove-tag", tag: target }
    case "remove-tag":
      return { kind: "add-tag", tag: target }
    case "create-note":
      return {
        kind: "edit-note",
        noteId: target,
        label: "the note's withdrawal",
        // Where GHL altered it, the altered text is the one that Caredesk left there.
        seen: step.detail.differs ? (step.found ?? wanted) : wanted,
        wanted: withdrawn(wanted, by),
      }
    case "edit-note":
      return { kind, noteId: target, label, seen: wanted, wanted: seen }
    // Nothing of GHL's is deleted: a task that was added by mistake is done with.
    case "create-task":
      return { kind: "set-task", taskId: target, seen: "open", wanted: "completed" }
    case "set-task": {
      const was: TaskState = wanted === "completed" ? "open" : "completed"
      return { kind, taskId: target, seen: was === "open" ? "completed" : "open", wanted: was }
    }
  }
}
