import type { Known } from "./check.ts"
import type { ChangeEvent, ChangeState, StepEvent } from "./evidence.ts"
import type { Moved } from "./record-of-contact.ts"
import { HOUR_MS } from "./scale.ts"
import { isTextOf, stood } from "./standing.ts"

/** A clock that is set is felt by a process a moment later. */
const SLACK_MS = 1_000

/** When an event was recorded: the desk's clock may have been an hour ahead. */
const instantOf = ({ at }: StepEvent, { judgedAt }: Known): number =>
  (at > judgedAt ? at - HOUR_MS : at) + SLACK_MS

const isOf = (move: Moved, kind: string, label: string): boolean =>
  move.kind === kind && (!("tag" in move) || move.tag === label)

/** Every effect of ours has its event, and no event is without its effect. */
function flawsOfSteps(known: Known): string[] {
  const { story, record, events } = known
  const flaws: string[] = []
  for (const move of record.moved.filter((one) => one.ours)) {
    const tellsOf = (event: StepEvent) =>
      isOf(move, event.kind, event.label) &&
      (move.kind !== "set-field" || isTextOf(known, event, move.after, move.at)) &&
      // An effect may come after its doubt was told; whatever else is told was read back before.
      (event.action === "change.step-unsure" || instantOf(event, known) >= move.at)
    if (!events.some(tellsOf)) {
      flaws.push(`${move.kind} took effect and the audit does not know of it`)
    }
  }
  const written = events.filter(({ action }) => action === "change.step-written")
  for (const event of written) {
    const isIts = (move: Moved) =>
      isOf(move, event.kind, event.label) &&
      move.at >= story.approvedAt &&
      move.at <= instantOf(event, known) &&
      (move.kind !== "set-field" || isTextOf(known, event, move.after, move.at))
    if (!record.moved.some(isIts)) {
      flaws.push(`the audit says ${event.kind} was written, and nothing took effect`)
    }
    const isSame = ({ store, stepId, id }: StepEvent) =>
      store === event.store && stepId === event.stepId && id < event.id
    if (written.some(isSame)) {
      flaws.push(`the audit says twice that ${event.kind} was written`)
    }
  }
  for (const event of events) {
    if (event.action !== "change.step-already-so") continue
    if (!stood(known, event, instantOf(event, known))) {
      flaws.push(`the audit says ${event.kind} was already so, and it never was`)
    }
  }
  return flaws
}

const ENDS: Record<string, ChangeEvent["action"][]> = {
  done: ["change.done"],
  stopped: ["change.stopped"],
  conflict: ["change.conflict"],
  // Given up, or carried on by another with a merged text.
  cancelled: ["change.cancelled", "change.conflict-merged"],
}

/** Whether the audit's last word on a change is how it rests. */
function flawsOfChange({ events, ends }: Known, { changeId, status }: ChangeState): string[] {
  const isHere = (one: { changeId: string }) => one.changeId === changeId
  if (status === "unsure") {
    const doubted = events.some((one) => isHere(one) && one.action === "change.step-unsure")
    return doubted ? [] : ["a change is unsure, and the audit has no doubt"]
  }
  const actions: string[] | undefined = ENDS[status]
  // On its way for ever: that is a flaw of its own.
  if (!actions) return []
  const words = ends.filter(isHere)
  const last = words.at(-1)?.action ?? "nothing"
  if (!actions.includes(last))
    return [`a change is ${status}, and the audit's last word is ${last}`]
  const times = words.filter(({ action }) => actions.includes(action)).length
  // A change that was stopped may be tried again; done and cancelled are for good.
  return times > 1 && (status === "done" || status === "cancelled")
    ? [`the audit says ${times} times that a change is ${status}`]
    : []
}

/** Whether the audit tells the story of the journal, and of how the changes rest. */
export const flawsOfAudit = (known: Known): string[] => [
  ...flawsOfSteps(known),
  ...known.changes.flatMap((change) => flawsOfChange(known, change)),
]
