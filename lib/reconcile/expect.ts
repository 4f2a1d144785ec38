import type { StepRow } from "#lib/changes/engine/rows.ts"
import { normaliseText, sameText } from "#lib/changes/normalise.ts"
import { approvedPart } from "#lib/reviews/call-notes.ts"
import type { Expectation } from "./types.ts"

/** When a step had its effect, or may have had it. */
export const timeOf = (step: StepRow): number => (step.finishedAt ?? step.sentAt)?.getTime() ?? 0

/** Whether a step changed GHL, or may have. */
export const mayHaveWritten = ({ status }: StepRow) =>
  ["done", "unsure", "sending"].includes(status)

const isTag = ({ kind }: StepRow) => kind === "add-tag" || kind === "remove-tag"

/** Whether two steps write to the same field, note or tag. */
function sameTarget(one: StepRow, other: StepRow): boolean {
  if (one.target === null || one.target !== other.target) return false
  if (isTag(one)) return isTag(other)
  return (one.kind === "set-field") === (other.kind === "set-field") && !isTag(other)
}

/**
 * What a note says that `made` wrote and `later` wrote over, such as who withdrew it: null where its text is
 * no longer kept, and where it is not known what GHL made of the later one.
 */
function noteText(made: StepRow, later: StepRow | undefined): string | null {
  if (later && !sameText(later.wanted, made.wanted)) {
    return later.status === "done" && !later.detail.differs ? later.wanted || null : null
  }
  return made.wanted || null
}

/**
 * What the steps of a finished decision still demand of GHL. `all` are the steps of every change to this
 * contact: what a later one of ours did to the same place took its place, and is no difference. A later
 * text of ours that still holds the approved one leaves it demanded. `ofFound`: the decision is about text
 * found in GHL, and so about all that it had written.
 */
export function expectationsOf(
  steps: readonly StepRow[],
  all: readonly StepRow[],
  ofFound = false,
): Expectation[] {
  const after = (step: StepRow) =>
    all
      .filter(
        (other) =>
          other.id !== step.id &&
          mayHaveWritten(other) &&
          timeOf(other) > timeOf(step) &&
          sameTarget(step, other),
      )
      .toSorted((one, other) => timeOf(one) - timeOf(other))
  return steps.flatMap((step): Expectation[] => {
    const { kind, id: stepId, target, label, wanted, reference } = step
    // Who did a step by hand says that it stands; a note of theirs has no reference to be known by.
    const byHand = step.status === "skipped" && step.detail.skipped === "by-hand"
    if (step.status !== "done" && !(byHand && kind !== "create-note")) return []
    switch (kind) {
      case "set-field": {
        const approved = ofFound ? normaliseText(wanted) : approvedPart(wanted)
        const replaced = after(step).some(
          (later) => !standsIn(normaliseText(later.wanted), approved),
        )
        return target === null || wanted === "" || replaced
          ? []
          : [{ kind: "text", stepId, fieldId: target, label, approved }]
      }
      case "add-tag":
      case "remove-tag":
        return target === null || (after(step).at(-1)?.kind ?? kind) !== kind
          ? []
          : [{ kind: "tag", stepId, tag: target, present: kind === "add-tag" }]
      case "create-note": {
        if (reference === null) return []
        const later = after(step).at(-1)
        const altered = step.detail.differs !== undefined && later === undefined
        const body = noteText(step, later)
        return [{ kind: "note", stepId, reference, noteId: target, body, altered }]
      }
      default:
        return []
    }
  })
}

/** Whether an approved text stands in a field: as the whole of it, or as lines of their own in it. */
export function standsIn(present: string, approved: string): boolean {
  if (approved.trim() === "" || sameText(present, approved)) return true
  const lines = present.split("\n")
  const wanted = approved.split("\n")
  return lines.some((_, at) => wanted.every((line, n) => lines[at + n] === line))
}
