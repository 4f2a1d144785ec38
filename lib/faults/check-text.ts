import { normaliseText } from "#lib/changes/normalise.ts"
import type { JournalEntry } from "#lib/sandbox/types.ts"
import type { Known } from "./check.ts"
import { isApproved } from "./drive.ts"
import { type Moved, readBefore } from "./record-of-contact.ts"
import { TIMES } from "./scale.ts"

/** Edits of others that a write of ours overwrote and no client could have seen, by what they were of. */
export type Overwritten = {
  /** They came between the fresh read and its write. */
  insideWindow: string[]
  /** They came before the read, which showed the contact as of before them. */
  hiddenByLag: string[]
}

/**
 * Until when no write of a story can have left, ms: an approval reads the contact before it is stored, and
 * its change is held then. Where a clock was set, the hold may have ended early.
 */
function heldUntil({ story, record, holdMs }: Known): number {
  const [first] = story.approvals
  if (!first || [...story.incidents].some((name) => name.includes("clock"))) return 0
  const read = record.entries.find(
    ({ actor, method, time }) =>
      actor === "app" && method === "GET" && Date.parse(time) >= first.sentAt,
  )
  return (read ? Date.parse(read.time) : first.sentAt) + holdMs
}

/**
 * When the fresh read before a write was made, and up to which instant it could show the contact, ms. A read
 * while the change was held is none: there should have been one after it, which lags where the contact's
 * reads do.
 */
function freshRead(known: Known, write: JournalEntry): { madeAt: number; shows: number } {
  const read = readBefore(known.record, write)
  if (!read?.asOf) return { madeAt: Number.POSITIVE_INFINITY, shows: Number.POSITIVE_INFINITY }
  const heldTo = heldUntil(known)
  const madeAt = Date.parse(read.time)
  if (madeAt >= heldTo) return { madeAt, shows: Date.parse(read.asOf) }
  const lags = known.record.entries.some(({ fault }) => fault?.kind === "lag")
  return { madeAt: heldTo, shows: heldTo - (lags ? TIMES.readLagMs : 0) }
}

/**
 * The edit by which a colleague took back what we had written, where nobody decided about it since: an
 * approval or a person's "try again". A store that was put back remembers no write (decision 072).
 */
function takenBack({ story, record, acts }: Known, move: Moved & { kind: "set-field" }) {
  const last = record.moved.findLast(
    (one) => one.kind === "set-field" && one !== move && one.at <= move.at,
  )
  if (last?.kind !== "set-field" || last.ours || !isApproved(story, last.before, last.at))
    return null
  const decided =
    story.lives > 1 ||
    acts.some(({ action }) => action === "change.resumed") ||
    story.approvals.some(({ sentAt }) => sentAt > last.at)
  return decided ? null : last
}

/** call_notes: only approved texts were written, and over nothing that a fresh read could have shown. */
export function flawsOfText(known: Known, finished: boolean, overwritten: Overwritten): string[] {
  const { story, record, truth } = known
  const flaws: string[] = []
  for (const move of record.moved) {
    if (move.kind !== "set-field" || !move.ours) continue
    if (!isApproved(story, move.after, move.at))
      flaws.push("a text was written that nobody approved")
    const back = takenBack(known, move)
    const seen = story.approvals.some(
      ({ seen, until = Number.POSITIVE_INFINITY }) =>
        move.at <= until && normaliseText(seen) === move.before,
    )
    if (!back && (seen || isApproved(story, move.before, 0))) continue
    const edit =
      back ??
      record.moved.findLast(
        (one) =>
          !one.ours && one.kind === "set-field" && one.after === move.before && one.at <= move.at,
      )
    const { madeAt, shows } = freshRead(known, move.entry)
    if (!edit || edit.at <= shows) {
      flaws.push(
        back
          ? "a text was written again that a colleague had taken back"
          : "a text was overwritten that stood there before the fresh read",
      )
    } else if (edit.at <= madeAt) overwritten.hiddenByLag.push("call notes")
    else overwritten.insideWindow.push("call notes")
  }
  if (!finished) return flaws
  const standing = truth.fields["contact.call_notes"]
  const last = record.moved.findLast(({ kind }) => kind === "set-field")
  const theirsSince = last && !last.ours && last.at > story.approvedAt
  const text = normaliseText(typeof standing === "string" ? standing : "")
  if (!isApproved(story, text) && !theirsSince) flaws.push("finished without its text")
  return flaws
}
