import type { GhlErrorKind, Scope } from "#lib/ghl/errors.ts"

/** Why a change waits or has stopped: a failure of GHL's, or one of these. */
export type FailureKind =
  | GhlErrorKind
  /** The contact is no longer in GHL. */
  | "contact-gone"
  /** The note to be edited is no longer in GHL. */
  | "note-gone"
  /** Sent without a certain answer, and GHL lists only some of the contact's notes: it may be there. */
  | "note-unseen"
  /** The task is no longer in GHL. */
  | "task-gone"
  /** GHL answered OK, and after the settling time what was sent does not stand there. */
  | "not-kept"
  /** Sent several times without an answer and without an effect. */
  | "gave-up"
  /** A tag or a text was sent without an answer, and the contact was changed since: it may have been taken back. */
  | "touched"
  /** Caredesk itself failed. */
  | "bug"

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
  "note-unseen":
    "GHL gave no certain answer and lists only some of the contact's notes, so Caredesk cannot see whether it is there",
  "task-gone": "the task is no longer in GHL",
  "not-kept": "GHL said it was saved, but it does not stand there",
  "gave-up": "GHL did not take it, though Caredesk tried several times",
  touched:
    "GHL gave no answer, and the contact was changed in GHL since: it may have been done there and taken back by a person",
  bug: "Caredesk itself failed",
}

/** GHL turns tasks down by themselves with the answers it gives to a bad token, so these tell less there. */
const OF_TASKS: Partial<Record<FailureKind, string>> = {
  unauthorized:
    "GHL does not accept Caredesk's access token, for tasks or for everything: the Connection page tells which",
  forbidden: "Caredesk's access token may not do this with tasks in GHL",
}

type FailedStep = { kind: string; failure?: FailureKind | null }

/** A refused send leaves its failure on the step, a refused read leaves none there. */
const scopeOf = (steps: readonly FailedStep[]): Scope =>
  steps.some(({ failure }) => failure === "missing-scope") ? "contacts.write" : "contacts.readonly"

/** Why GHL did not do these steps, as the middle of a sentence; null: nothing is known but that it did not answer. */
export function failureInWords(failure: FailureKind | null, steps: readonly FailedStep[]): string {
  if (failure === null) return "GHL did not answer"
  if (failure === "missing-scope")
    return `${FAILURES[failure]}, as it lacks the scope ${scopeOf(steps)}`
  const onlyTasks = steps.length > 0 && steps.every(({ kind }) => kind.endsWith("-task"))
  return (onlyTasks && OF_TASKS[failure]) || FAILURES[failure]
}

const TOKEN_FAILURES: (FailureKind | null)[] = ["unauthorized", "missing-scope", "forbidden"]

/** What a person does next about a stopped change. */
export const adviceFor = (failure: FailureKind | null): string => {
  if (TOKEN_FAILURES.includes(failure)) {
    return "An administrator has to mend the token; then try again."
  }
  if (failure === "note-unseen") {
    return "Look for the note in GHL: if it is there, mark it as done by hand; if not, try again, which writes it."
  }
  if (failure === "touched") {
    return "Look at the contact in GHL: if somebody took it back on purpose, cancel the rest; if not, try again."
  }
  if (failure === "contact-gone") return "Look for the contact in GHL: it may be deleted or merged."
  return "Look at the contact in GHL, then try again, or do it by hand there and mark it as done."
}
