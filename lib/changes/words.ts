import { adviceFor, type FailureKind, failureInWords } from "./failures.ts"
import type { ChangeStatus, StepKind, StepStatus } from "./types.ts"

/** What the words are made from: the state of a change, without a text of any client. */
export type StepFacts = {
  kind: StepKind
  label: string
  status: StepStatus
  alreadySo: boolean
  doubt: "unknown" | "refused" | "accepted" | null
  failure: FailureKind | null
  detail: Record<string, string>
}

export type ChangeFacts = {
  status: ChangeStatus
  failure: FailureKind | null
  /** Another change of this contact is on its way before it. */
  behindAnother: boolean
  /** A new change has taken over its open steps, with a merged text. */
  carriedOn?: boolean
  steps: StepFacts[]
}

/** What a step is about. */
const nameOf = ({ kind, label }: StepFacts): string => {
  if (kind === "add-tag" || kind === "remove-tag") return `the tag ${label}`
  if (kind === "create-task" || kind === "set-task") return "the task"
  return kind === "create-note" ? "the note" : label
}

/** "Call notes, the tag a and the note". */
function list(steps: StepFacts[]): string {
  const names = steps.map(nameOf)
  const last = names.pop() ?? ""
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`
}

const TEXTS: ReadonlySet<StepKind> = new Set(["set-field", "create-note", "edit-note"])

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** "The tags a and b were added." in the words for each kind, or nothing. */
function groups(
  steps: StepFacts[],
  words: { text: string; add: string; remove: string; set: string },
): string[] {
  const said: [StepFacts[], string][] = [
    [steps.filter(({ kind }) => TEXTS.has(kind)), words.text],
    [steps.filter(({ kind }) => kind === "add-tag" || kind === "create-task"), words.add],
    [steps.filter(({ kind }) => kind === "remove-tag"), words.remove],
    [steps.filter(({ kind }) => kind === "set-task"), words.set],
  ]
  return said
    .filter(([group]) => group.length > 0)
    .map(
      ([group, what]) => `${capital(list(group))} ${group.length === 1 ? "was" : "were"} ${what}.`,
    )
}

const written = { text: "written", add: "added", remove: "removed", set: "updated" }
const notWritten = {
  text: "not written",
  add: "not added",
  remove: "not removed",
  set: "not updated",
}
const alreadySo = {
  text: "already as wanted in GHL",
  add: "already there",
  remove: "already gone",
  set: "already so in GHL",
}
const same = (what: string) => ({ text: what, add: what, remove: what, set: what })

const isWritten = (step: StepFacts) => step.status === "done"
const isSkipped = (step: StepFacts) => step.status === "skipped"
/** Sent, and nobody can see whether it is there; a person decides, or has given it up. */
const isUnseen = ({ status, failure }: StepFacts) =>
  failure === "note-unseen" && (status === "stopped" || status === "cancelled")
const isDoubtful = (step: StepFacts) =>
  step.status === "unsure" || step.status === "sending" || isUnseen(step)

/** What to look for where a person took a step over whose write may have been saved all the same. */
const maybeThere = (step: StepFacts): string =>
  step.kind === "create-note" || step.kind === "create-task"
    ? `It was sent before without a certain answer: look in GHL whether ${nameOf(step)} stands there twice.`
    : `It was sent before without a certain answer: look at ${nameOf(step)} in GHL, where it may have been saved.`

/** Sentences for what is settled about the steps: written, already so, given up, altered by GHL. */
function settledSentences(steps: StepFacts[]): string[] {
  const done = steps.filter(isWritten)
  const skipped = steps.filter(isSkipped)
  const byHand = (step: StepFacts) => step.detail.skipped === "by-hand"
  return [
    ...groups(
      done.filter((step) => !step.alreadySo),
      written,
    ),
    ...groups(
      done.filter((step) => step.alreadySo),
      alreadySo,
    ),
    ...groups(skipped.filter(byHand), same("left to be done by hand")),
    ...skipped.filter((step) => step.detail.inDoubt).map(maybeThere),
    ...groups(
      skipped.filter((step) => !byHand(step)),
      same("left as GHL has it"),
    ),
    ...steps
      .filter((step) => step.detail.differs)
      .map((step) => `GHL altered ${nameOf(step)}'s text: compare it with what was approved.`),
  ]
}

/** Why a write is in doubt, as the middle of a sentence. */
export function doubtReason(step: StepFacts | undefined, because: string): string {
  if (step?.doubt === "accepted") return "GHL said yes, but does not show it yet"
  if (step?.doubt === "refused") {
    return `${because}, but it has been seen doing the work all the same`
  }
  return because
}

function sentencesFor(facts: ChangeFacts): string[] {
  const { status, failure, behindAnother, carriedOn, steps } = facts
  const settled = settledSentences(steps)
  const doubtful = steps.filter(isDoubtful)
  const open = groups(
    steps.filter(
      (step) => ["pending", "stopped", "conflict"].includes(step.status) && !isUnseen(step),
    ),
    notWritten,
  )
  const inDoubt = groups(doubtful, same("sent, but it is not certain that GHL saved it"))
  const because = failureInWords(failure, steps)
  switch (status) {
    case "held":
      return ["Nothing is sent yet. Cancel is still possible."]
    case "queued":
      return [
        ...settled,
        behindAnother
          ? "Waits for an earlier change to this contact."
          : "On its way; nothing more is needed from you.",
      ]
    case "running":
      return [...settled, "Saving to GHL now."]
    case "waiting":
      return [...settled, ...open, `${capital(because)}. Caredesk tries again by itself.`]
    case "unsure": {
      const why = doubtReason(doubtful[0], because)
      return [
        ...settled,
        `It is not yet certain that GHL saved ${list(doubtful)}: ${why}.`,
        "Caredesk is checking before it sends anything again.",
        "It cannot be given up: GHL may have saved it. If you have seen to it in GHL yourself, choose Done by hand.",
      ]
    }
    case "stopped":
      return [...settled, ...open, ...inDoubt, `Stopped: ${because}. ${adviceFor(failure)}`]
    case "conflict":
      return [
        ...settled,
        ...open,
        "Someone changed it in GHL in the meantime. Their text was not touched; decide which one stays.",
      ]
    case "cancelled": {
      if (carriedOn) return [...settled, "Carried on by a new change, with a merged text."]
      const given = steps.filter((step) => step.status === "cancelled" && !isUnseen(step))
      return steps.some((step) => isWritten(step) || isDoubtful(step) || isSkipped(step))
        ? ["Cancelled.", ...settled, ...inDoubt, ...groups(given, notWritten)]
        : ["Cancelled. Nothing was written."]
    }
    case "done":
      return settled
  }
}

/** One short paragraph: what happened, what was and was not written, what to do next. */
export const changeMessage = (facts: ChangeFacts): string => sentencesFor(facts).join(" ")

/** What happened to one step. */
export function stepMessage(step: StepFacts): string {
  if (isUnseen(step)) return `Not certain: ${failureInWords("note-unseen", [step])}.`
  switch (step.status) {
    case "pending":
      return "Not sent yet."
    case "sending":
      return "Being sent."
    case "unsure":
      return "Sent. GHL's answer is not certain, so Caredesk reads before it sends again."
    case "done":
      if (step.detail.differs) return "Written, but GHL altered the text."
      return step.alreadySo ? "Already so in GHL; nothing was sent." : "Written and read back."
    case "stopped":
      return `Not written: ${failureInWords(step.failure, [step])}.`
    case "conflict":
      return "Not written: it was changed in GHL in the meantime."
    case "skipped":
      if (step.detail.inDoubt) return "Left to be done by hand. It may have been saved before."
      return step.detail.skipped === "by-hand"
        ? "Left to be done by hand."
        : "Left as it stands in GHL."
    case "cancelled":
      return step.detail.carriedOn ? "Carried on by a new change." : "Not sent: cancelled."
  }
}
