import type { FailureKind } from "./failures.ts"
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
  steps: StepFacts[]
}

/** Why GHL did not do it, as the middle of a sentence. */
const FAILURES: Record<FailureKind, string> = {
  unauthorized: "GHL does not accept Caredesk's access token",
  "missing-scope": "Caredesk's access token may not do this in GHL",
  forbidden: "Caredesk's access token does not belong to this location",
  "not-found": "GHL no longer has what was to be changed",
  rejected: "GHL refused it",
  "rate-limited": "GHL's limit of requests was reached",
  upstream: "GHL is having trouble",
  timeout: "GHL did not answer in time",
  network: "GHL did not answer",
  "too-large": "GHL's answer was too large to read",
  "contact-gone": "the contact is no longer in GHL",
  "note-gone": "the note is no longer in GHL",
  "not-kept": "GHL said it was saved, but it does not stand there",
  "gave-up": "GHL did not take it, though Caredesk tried several times",
  bug: "Caredesk itself failed",
}

const TOKEN_FAILURES: (FailureKind | null)[] = ["unauthorized", "missing-scope", "forbidden"]

/** What a person does next about a stopped change. */
const adviceFor = (failure: FailureKind | null): string => {
  if (TOKEN_FAILURES.includes(failure)) {
    return "An administrator has to mend the token; then try again."
  }
  if (failure === "contact-gone") return "Look for the contact in GHL: it may be deleted or merged."
  return "Look at the contact in GHL, then try again, or do it by hand there and mark it as done."
}

/** What a step is about, as the subject of a sentence. */
const nameOf = ({ kind, label }: StepFacts): string => {
  switch (kind) {
    case "add-tag":
      return `the tag ${label}`
    case "remove-tag":
      return `the removal of the tag ${label}`
    case "create-note":
      return "the note"
    default:
      return label
  }
}

/** "Call notes, the tag a and the note". */
function list(steps: StepFacts[]): string {
  const names = steps.map(nameOf)
  const last = names.pop() ?? ""
  const text = names.length === 0 ? last : `${names.join(", ")} and ${last}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const verb = (steps: StepFacts[], one: string, many: string) => (steps.length === 1 ? one : many)

const was = (steps: StepFacts[], what: string): string | null =>
  steps.length === 0 ? null : `${list(steps)} ${verb(steps, "was", "were")} ${what}.`

const isWritten = (step: StepFacts) => step.status === "done"
const isDoubtful = (step: StepFacts) => step.status === "unsure" || step.status === "sending"

/** Sentences for what is settled about the steps: written, already so, given up, altered by GHL. */
function settledSentences(steps: StepFacts[]): (string | null)[] {
  const done = steps.filter(isWritten)
  const skipped = steps.filter((step) => step.status === "skipped")
  return [
    was(
      done.filter((step) => !step.alreadySo),
      "written",
    ),
    was(
      done.filter((step) => step.alreadySo),
      "already so in GHL",
    ),
    was(
      skipped.filter((step) => step.detail.skipped === "by-hand"),
      "left to be done by hand",
    ),
    was(
      skipped.filter((step) => step.detail.skipped !== "by-hand"),
      "left as GHL has it",
    ),
    steps.some((step) => step.detail.differs)
      ? "GHL altered the note's text: compare it with what was approved."
      : null,
  ]
}

const sentences = (parts: (string | null)[]): string => parts.filter(Boolean).join(" ")

/** One short paragraph: what happened, what was and was not written, what to do next. */
export function changeMessage({ status, failure, behindAnother, steps }: ChangeFacts): string {
  const settled = settledSentences(steps)
  const doubtful = steps.filter(isDoubtful)
  const open = steps.filter((step) => ["pending", "stopped", "conflict"].includes(step.status))
  const notWritten = was(open, "not written")
  const inDoubt = was(doubtful, "sent, but it is not certain that GHL saved it")
  const because = failure ? FAILURES[failure] : "GHL did not answer"
  switch (status) {
    case "held":
      return "Nothing is sent yet. Cancel is still possible."
    case "queued":
      return sentences([
        ...settled,
        behindAnother
          ? "Waits for an earlier change to this contact."
          : "On its way; nothing more is needed from you.",
      ])
    case "running":
      return sentences([...settled, "Saving to GHL now."])
    case "waiting":
      return sentences([
        ...settled,
        notWritten,
        `${because.charAt(0).toUpperCase()}${because.slice(1)}. Caredesk tries again by itself.`,
      ])
    case "unsure":
      return sentences([
        ...settled,
        `It is not yet certain that ${list(doubtful).replace(/^The/, "the")} ${verb(doubtful, "was", "were")} written: ${doubtReason(doubtful[0], because)}. Caredesk is checking before it sends anything again.`,
      ])
    case "stopped":
      return sentences([
        ...settled,
        notWritten,
        inDoubt,
        `Stopped: ${because}. ${adviceFor(failure)}`,
      ])
    case "conflict":
      return sentences([
        ...settled,
        notWritten,
        "Someone changed it in GHL in the meantime. Their text was not touched; decide which one stays.",
      ])
    case "cancelled":
      return sentences([
        "Cancelled.",
        ...settled,
        inDoubt,
        steps.some((step) => isWritten(step) || isDoubtful(step))
          ? was(
              steps.filter((step) => step.status === "cancelled"),
              "not written",
            )
          : "Nothing was written.",
      ])
    case "done":
      return sentences(settled)
  }
}

function doubtReason(step: StepFacts | undefined, because: string): string {
  if (step?.doubt === "accepted") return "GHL said yes, but does not show it yet"
  if (step?.doubt === "refused") return `${because}, but has been seen doing the work all the same`
  return because
}

/** What happened to one step. */
export function stepMessage(step: StepFacts): string {
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
      return `Not written: ${step.failure ? FAILURES[step.failure] : "GHL did not answer"}.`
    case "conflict":
      return "Not written: it was changed in GHL in the meantime."
    case "skipped":
      return step.detail.skipped === "by-hand"
        ? "Left to be done by hand."
        : "Left as it stands in GHL."
    case "cancelled":
      return "Not sent: cancelled."
  }
}
