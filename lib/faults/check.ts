import { normaliseText } from "#lib/changes/normalise.ts"
import type { Truth } from "#lib/sandbox/types.ts"
import { TAG_ADDED, TAG_REMOVED } from "./cases.ts"
import { flawsOfUndo } from "./check-undo.ts"
import type { Story } from "./drive.ts"
import type { Decision, StepEvent } from "./evidence.ts"
import { type ContactRecord, type Moved, readBefore } from "./record-of-contact.ts"

/** What is wrong with a case; empty when nothing is. */
export type Verdict = {
  outcome: string
  flaws: string[]
  /** Edits of others that a write of ours overwrote in the window that no client can close. */
  insideWindow: string[]
}

/** All that is known of a case when everything is quiet. */
export type Known = {
  story: Story
  record: ContactRecord
  truth: Truth
  decision: Decision | null
  /** Of this contact, of every store the desk has had. */
  events: StepEvent[]
}

const REFERENCE = /Caredesk ref ([0-9A-Z]{4}-[0-9A-Z]{4})/g

/** States in which a decision may rest that is not finished, and which say why. */
export const RESTING = ["stopped", "unsure", "conflict"]

const ours = (record: ContactRecord, kind: Moved["kind"]) =>
  record.moved.filter((move) => move.ours && move.kind === kind)

const isOf = (move: Moved, kind: string, label: string): boolean =>
  move.kind === kind && (!("tag" in move) || move.tag === label)

/** The one note, its reference and its text. */
function flawsOfNote({ story, record, truth, decision }: Known, finished: boolean): string[] {
  const { analysis } = story.plan
  const opening = analysis.split("\n")[0] ?? ""
  const made = ours(record, "create-note").length
  const notes = truth.notes.filter(({ body }) => body.startsWith(opening))
  const [note] = notes
  const flaws = []
  if (made > 1) flaws.push(`${made} notes instead of one`)
  else if (notes.length > 1) flaws.push(`${notes.length} notes stand instead of one`)
  if (!finished) return flaws
  if (!note) return [...flaws, "finished without its note"]
  const references = [...note.body.matchAll(REFERENCE)].map(([, reference]) => reference)
  if (references.length !== 1 || references[0] !== decision?.reference) {
    flaws.push("the note does not carry the decision's reference once")
  }
  if (!normaliseText(note.body).startsWith(normaliseText(analysis))) {
    flaws.push("the note's text is not the approved one")
  }
  return flaws
}

/** call_notes: only approved texts were written, and over nothing that a read could have shown. */
function flawsOfText(known: Known, finished: boolean, insideWindow: string[]): string[] {
  const { story, record, truth } = known
  const flaws: string[] = []
  const isWanted = (text: string) => story.approvals.some(({ wanted }) => wanted.test(text))
  for (const move of record.moved) {
    if (move.kind !== "set-field" || !move.ours) continue
    if (!isWanted(move.after)) flaws.push("a text was written that nobody approved")
    const seen = story.approvals.some((one) => normaliseText(one.seen) === move.before)
    if (seen || isWanted(move.before)) continue
    const edit = record.moved.findLast(
      (one) =>
        !one.ours && one.kind === "set-field" && one.after === move.before && one.at <= move.at,
    )
    const read = readBefore(record, move.entry)
    const shownAt = Date.parse(read?.asOf ?? "")
    if (edit && edit.at > shownAt) insideWindow.push("call notes")
    else flaws.push("a text was overwritten that stood there before the fresh read")
  }
  if (!finished) return flaws
  const standing = truth.fields["contact.call_notes"]
  const last = record.moved.findLast(({ kind }) => kind === "set-field")
  const theirsSince = last && !last.ours && last.at > story.approvedAt
  if (!isWanted(normaliseText(typeof standing === "string" ? standing : "")) && !theirsSince) {
    flaws.push("finished without its text")
  }
  return flaws
}

/** Tags: nothing but the two of the change moved, each once, and they stand as approved. */
function flawsOfTags({ record, truth, story, events }: Known, finished: boolean): string[] {
  const flaws: string[] = []
  // A store that was put back may have the change without this step, and carries it out as it was asked to.
  const lives = (kind: string, tag: string) =>
    new Set(
      events
        .filter((event) => event.kind === kind && event.label === tag)
        .map(({ store }) => store),
    ).size
  for (const move of record.moved) {
    if (!move.ours || !("tag" in move)) continue
    const planned =
      (move.kind === "add-tag" && move.tag === TAG_ADDED) ||
      (move.kind === "remove-tag" && move.tag === TAG_REMOVED)
    if (!planned) flaws.push(`the tag ${move.tag} moved, which is not part of the change`)
  }
  for (const [kind, tag] of [
    ["add-tag", TAG_ADDED],
    ["remove-tag", TAG_REMOVED],
  ] as const) {
    if (ours(record, kind).length > Math.max(story.decisions, lives(kind, tag)))
      flaws.push(`${kind} took effect more than once`)
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
const flawsOfOthers = ({ record }: Known): string[] => [
  ...record.moved
    .filter((move) => move.ours && move.kind === "other-field")
    .map(() => "a field moved that is not part of the change"),
  ...record.moved
    .filter((move) => move.ours && (move.kind === "edit-note" || move.kind === "delete-note"))
    .map(() => "a note was changed that is not part of the change"),
]

/** Every effect of ours has its event, and no event is without its effect. */
function flawsOfAudit({ record, events }: Known): string[] {
  const flaws: string[] = []
  for (const move of record.moved.filter((one) => one.ours)) {
    if (!events.some((event) => isOf(move, event.kind, event.label))) {
      flaws.push(`${move.kind} took effect and the audit does not know of it`)
    }
  }
  const written = events.filter(({ action }) => action === "change.step-written")
  for (const event of written) {
    if (!record.moved.some((move) => isOf(move, event.kind, event.label))) {
      flaws.push(`the audit says ${event.kind} was written, and nothing took effect`)
    }
    const isSame = ({ store, stepId, id }: StepEvent) =>
      store === event.store && stepId === event.stepId && id < event.id
    if (written.some(isSame)) {
      flaws.push(`the audit says twice that ${event.kind} was written`)
    }
  }
  return flaws
}

/** The decision's own state: finished, or resting with a reason that a person reads. */
function flawsOfState({ story, decision }: Known): string[] {
  if (story.decided !== "approved") return []
  const status = decision?.status
  if (!decision || !status) return ["the decision is lost"]
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
  const insideWindow: string[] = []
  const finished = story.decided === "approved" && decision?.status === "done"
  const flaws = [
    ...flawsOfState(known),
    ...(story.undo
      ? flawsOfUndo(known)
      : [
          ...flawsOfNote(known, finished),
          ...flawsOfText(known, finished, insideWindow),
          ...flawsOfTags(known, finished),
          ...flawsOfOthers(known),
        ]),
    ...flawsOfAudit(known),
  ]
  const outcome = story.decided === "approved" ? (decision?.status ?? "lost") : "not decided"
  return { outcome, flaws: [...new Set(flaws)], insideWindow }
}
