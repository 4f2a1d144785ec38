import type { Truth } from "#lib/sandbox/types.ts"
import { flawsOfActs, type PersonAct, type PersonEvent } from "./acts.ts"
import { TAG_ADDED, TAG_REMOVED } from "./cases.ts"
import { flawsOfAudit } from "./check-audit.ts"
import { flawsOfNote } from "./check-note.ts"
import { flawsOfText, type Overwritten } from "./check-text.ts"
import { flawsOfUndo } from "./check-undo.ts"
import type { Story } from "./drive.ts"
import type { ChangeEvent, ChangeState, Decision, StepEvent } from "./evidence.ts"
import type { ContactRecord, Moved } from "./record-of-contact.ts"
import { approvedTextStood } from "./standing.ts"

/** What is wrong with a case; empty when nothing is. */
export type Verdict = {
  outcome: string
  flaws: string[]
} & Overwritten

/** All that is known of a case when everything is quiet. */
export type Known = {
  story: Story
  record: ContactRecord
  truth: Truth
  decision: Decision | null
  /** Of this contact, of every store the desk has had. */
  events: StepEvent[]
  /** The contact's changes in the store as it is, and the audit's words there on how they went. */
  changes: ChangeState[]
  ends: ChangeEvent[]
  /** What the reviewer did about the story's changes, and what the audit says of people there, in every store. */
  acts: PersonAct[]
  personEvents: PersonEvent[]
  /** How long its changes were held. */
  holdMs: number
  /** Wall clock by now, ms. */
  judgedAt: number
}

/** States in which a decision may rest that is not finished, and which say why. */
export const RESTING = ["stopped", "unsure", "conflict"]

const ours = (record: ContactRecord, kind: Moved["kind"]) =>
  record.moved.filter((move) => move.ours && move.kind === kind)

/** Tags: nothing but the two of the change moved, each once, and they stand as approved. */
function flawsOfTags({ record, truth, story }: Known, finished: boolean): string[] {
  const flaws: string[] = []
  for (const move of record.moved) {
    if (!move.ours || !("tag" in move)) continue
    const planned =
      (move.kind === "add-tag" && move.tag === TAG_ADDED) ||
      (move.kind === "remove-tag" && move.tag === TAG_REMOVED)
    if (!planned) flaws.push(`the tag ${move.tag} moved, which is not part of the change`)
  }
  // A store that was put back may have the change without this step, and carries it out as it was asked to.
  const most = Math.max(story.decisions, story.lives)
  for (const kind of ["add-tag", "remove-tag"] as const) {
    if (ours(record, kind).length > most) flaws.push(`${kind} took effect more than once`)
  }
  const others = record.moved.filter((move) => !move.ours && "tag" in move)
  if (!finished) return flaws
  const by = (tag: string, kind: string) =>
    others.some(
      (move) =>
        "tag" in move && move.tag === tag && move.kind === kind && move.at > story.approvedAt,
    )
  if (!truth.contact.tags.includes(TAG_ADDED) && !by(TAG_ADDED, "remove-tag")) {
    flaws.push("finished without its tag")
  }
  if (truth.contact.tags.includes(TAG_REMOVED) && !by(TAG_REMOVED, "add-tag")) {
    flaws.push("finished with the tag that was to go")
  }
  return flaws
}

/** Fields that are no part of any change. */
const flawsOfOthers = ({ record }: Known): string[] =>
  ours(record, "other-field").map(() => "a field moved that is not part of the change")

/** Whatever else there is of changes to the contact, such as one that puts a note back, came to rest too. */
const flawsOfRest = ({ story, decision, changes }: Known): string[] =>
  changes
    .filter(({ changeId }) => changeId !== decision?.changeId && changeId !== story.undo?.changeId)
    .filter(({ status }) => ![...RESTING, "done", "cancelled"].includes(status))
    .map(({ status }) => `another change of the contact rests as ${status}`)

/** The decision's own state: finished, or resting with a reason that a person reads. */
function flawsOfState({ story, decision }: Known): string[] {
  // No plan has in store what the app would have to refuse, nor a trouble that does not pass.
  if (story.decided !== "approved") {
    return [`never approved: ${story.decided?.refused ?? "nobody knows why"}`]
  }
  const status = decision?.status
  if (!decision || !status) return ["the decision is lost"]
  if (story.mustRest && status !== story.mustRest) {
    return [`the decision rests as ${status} and had to as ${story.mustRest}`]
  }
  if (status === "done") return []
  if (!RESTING.includes(status)) return [`the decision rests as ${status}`]
  if (decision.message.trim() === "" || /undefined|null/.test(decision.message)) {
    return [`the decision is ${status} and does not say why`]
  }
  return []
}

/** Judges a case by the sandbox's journal and state, the screen's view and the audit. */
export function judge(known: Known): Verdict {
  const { story, decision } = known
  const overwritten: Overwritten = { insideWindow: [], hiddenByLag: [] }
  const finished = story.decided === "approved" && decision?.status === "done"
  const flaws = [
    ...flawsOfState(known),
    ...flawsOfRest(known),
    ...(finished && story.choice !== "keep theirs" && !approvedTextStood(known)
      ? ["finished, and its text never stood there"]
      : []),
    ...(story.undo
      ? flawsOfUndo(known)
      : [
          ...flawsOfNote(known, finished),
          ...flawsOfText(known, finished, overwritten),
          ...flawsOfTags(known, finished),
          ...flawsOfOthers(known),
        ]),
    ...flawsOfAudit(known),
    ...flawsOfActs(known.acts, known.personEvents),
  ]
  const outcome = story.decided === "approved" ? (decision?.status ?? "lost") : "not decided"
  return { outcome, flaws: [...new Set(flaws)], ...overwritten }
}
