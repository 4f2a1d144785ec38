import { normaliseText } from "#lib/changes/normalise.ts"
import type { Truth } from "#lib/sandbox/types.ts"
import { isApproved, type Story } from "./drive.ts"
import type { StepEvent } from "./evidence.ts"
import type { ContactRecord } from "./record-of-contact.ts"

type Told = { story: Story; record: ContactRecord; truth: Truth }

/** Each text that call_notes were at some instant between two, by whoever's doing. */
function textsBetween({ moved }: ContactRecord, from: number, to: number): string[] {
  const moves = moved.filter((move) => move.kind === "set-field")
  const first = moves.findLast(({ at }) => at <= from)?.after ?? moves[0]?.before
  const later = moves.filter(({ at }) => at > from && at <= to).map(({ after }) => after)
  return first === undefined ? later : [first, ...later]
}

/** Whether a tag was there, or was not, at some instant between two. */
function tagWas({ record, truth }: Told, tag: string, there: boolean, from: number, to: number) {
  const moves = record.moved.flatMap((move) =>
    "tag" in move && move.tag === tag ? [{ at: move.at, there: move.kind === "add-tag" }] : [],
  )
  const [first] = moves
  const before = moves.findLast(({ at }) => at <= from)?.there
  const atFirst = before ?? (first ? !first.there : truth.contact.tags.includes(tag))
  return (
    atFirst === there ||
    moves.some((move) => move.at > from && move.at <= to && move.there === there)
  )
}

/** Whether the approved text stood in call_notes at some time since the approval. */
export const approvedTextStood = ({ story, record }: Told): boolean =>
  textsBetween(record, story.approvedAt, Number.POSITIVE_INFINITY).some((text) =>
    isApproved(story, text),
  )

/** Whether a text is what a step was to make of call_notes, or was at an instant: a merge takes its place. */
export function isTextOf(
  { story }: Pick<Told, "story">,
  event: StepEvent,
  text: string,
  at?: number,
): boolean {
  return event.changeId === story.undo?.changeId
    ? text === normaliseText(story.plan.oldNotes)
    : isApproved(story, text, at)
}

/** Whether what a step was to do stood in GHL at some time from the approval to `until`, ms. */
export function stood(told: Told, event: StepEvent, until: number): boolean {
  const { record, story } = told
  switch (event.kind) {
    case "set-field":
      return textsBetween(record, story.approvedAt, until).some((text) =>
        isTextOf(told, event, text),
      )
    case "add-tag":
    case "remove-tag":
      return tagWas(told, event.label, event.kind === "add-tag", story.approvedAt, until)
    default:
      return record.moved.some(({ kind, at }) => kind === event.kind && at <= until)
  }
}
