import { normaliseText } from "#lib/changes/normalise.ts"
import { TAG_ADDED, TAG_REMOVED } from "./cases.ts"
import { type Known, RESTING } from "./check.ts"
import type { Moved } from "./record-of-contact.ts"

/** Once for the approval and once for taking it back. */
const EFFECTS: [string, number, (move: Moved) => boolean][] = [
  ["call_notes were written", 2, ({ kind }) => kind === "set-field"],
  ["the added tag came", 1, (move) => move.kind === "add-tag" && move.tag === TAG_ADDED],
  ["the added tag went", 1, (move) => move.kind === "remove-tag" && move.tag === TAG_ADDED],
  ["the removed tag went", 1, (move) => move.kind === "remove-tag" && move.tag === TAG_REMOVED],
  ["the removed tag came back", 1, (move) => move.kind === "add-tag" && move.tag === TAG_REMOVED],
  ["the note was made", 1, ({ kind }) => kind === "create-note"],
  ["the note was withdrawn", 1, ({ kind }) => kind === "edit-note"],
]

/** What took effect too often or never, or is no part of it. Of an undo that rests, some may be yet to come. */
function flawsOfEffects({ moved }: Known["record"], rests: boolean): string[] {
  const flaws: string[] = []
  const ours = moved.filter((move) => move.ours)
  for (const [what, times, is] of EFFECTS) {
    const many = ours.filter(is).length
    if (many > times || (many < times && !rests)) {
      flaws.push(`taken back, and ${what} ${many} times instead of ${times}`)
    }
  }
  if (ours.some((move) => !EFFECTS.some(([, , is]) => is(move)))) {
    flaws.push("taken back, and something moved that is no part of it")
  }
  return flaws
}

/**
 * What is wrong with a write-back that was taken back while nobody else wrote: each of its effects and of
 * theirs once and nothing else, and in the end all stands as it was, with a note that says so.
 */
export function flawsOfUndo({ story, record, truth }: Known): string[] {
  const { undo, plan } = story
  if (!undo) return []
  if (undo.status !== "done") {
    const says = RESTING.includes(undo.status) && undo.message.trim() !== ""
    return [
      ...(says ? [] : [`taking it back rests as ${undo.status || "lost"}`]),
      ...flawsOfEffects(record, true),
    ]
  }
  const flaws = flawsOfEffects(record, false)
  const text = truth.fields["contact.call_notes"]
  if (normaliseText(typeof text === "string" ? text : "") !== normaliseText(plan.oldNotes)) {
    flaws.push("taken back, and the text is not as it was")
  }
  if (truth.contact.tags.toSorted().join() !== plan.oldTags.toSorted().join()) {
    flaws.push("taken back, and the tags are not as they were")
  }
  const withdrawn = truth.notes.filter(
    ({ body }) =>
      body.startsWith("Withdrawn by ") && body.includes(plan.analysis.split("\n")[0] ?? ""),
  )
  if (withdrawn.length !== 1) flaws.push("taken back, and the note does not say so")
  return flaws
}
