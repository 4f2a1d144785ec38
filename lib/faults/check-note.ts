import { z } from "zod"
import { normaliseText } from "#lib/changes/normalise.ts"
import type { Known } from "./check.ts"
import type { ContactRecord } from "./record-of-contact.ts"

const REFERENCE = /Caredesk ref ([0-9A-Z]{4}-[0-9A-Z]{4})/g

const sentNote = z.object({ body: z.string() })

/** Behind the approved text: whose draft it was, whether it was edited, by whom and when it was approved. */
const ENDING =
  /^\n\nAI draft \(fault-proof, 1\), (edited and approved|approved unchanged|approved) by Robin Hale, coordinator, [^\n.]*\d{4}, [^\n.]+(\. Call notes put together with text in GoHighLevel by Robin Hale, coordinator, [^\n]+)?\n\nCaredesk ref [0-9A-Z]{4}-[0-9A-Z]{4}$/

/** Whether a note says what was approved, by whom and how, and nothing else, in the form in which it was sent. */
function isAsApproved({ story }: Known, body: string): boolean {
  const approved = normaliseText(story.plan.analysis)
  const text = normaliseText(body)
  const ending = text.startsWith(approved) ? ENDING.exec(text.slice(approved.length)) : null
  return (
    (ending?.[1] === "edited and approved") === (story.plan.received !== null) && ending !== null
  )
}

/** The notes of ours that GHL kept otherwise than they were sent, by id. */
const alteredIn = ({ moved }: ContactRecord): Set<string> =>
  new Set(
    moved.flatMap((move) =>
      move.ours && move.kind === "create-note" && move.entry.fault?.kind === "kept-as-html"
        ? [move.noteId]
        : [],
    ),
  )

/** Notes that were written into: only one that GHL altered may be, once and with the approved text. */
function flawsOfEdits(known: Known): string[] {
  const { record } = known
  const altered = alteredIn(record)
  const flaws: string[] = []
  let times = 0
  for (const move of record.moved) {
    if (!move.ours || (move.kind !== "edit-note" && move.kind !== "delete-note")) continue
    if (move.kind === "delete-note" || !altered.has(move.noteId)) {
      flaws.push("a note was changed that is not part of the change")
      continue
    }
    times += 1
    const sent = sentNote.safeParse(move.entry.body).data?.body ?? ""
    if (!isAsApproved(known, sent)) flaws.push("an altered note was not put back as approved")
  }
  if (times > 1) flaws.push(`an altered note was put back ${times} times`)
  return flaws
}

/** How the note of what is done reads: as approved, or somebody is asked about it, and only then. */
function flawsOfText(known: Known, note: { id: string; body: string }): string[] {
  const { record, decision, changes } = known
  const isAsked = decision?.altered ?? false
  if (!isAsApproved(known, note.body)) {
    if (!alteredIn(record).has(note.id)) return ["the note's text is not the approved one"]
    return isAsked ? [] : ["GHL altered the note, and nobody is asked about it"]
  }
  const isOver = changes.every(({ status }) => status === "done" || status === "cancelled")
  return isAsked && isOver ? ["the note reads as approved, and somebody is asked about it"] : []
}

/** The one note, its reference and its text. */
export function flawsOfNote(known: Known, finished: boolean): string[] {
  const { story, record, truth, decision } = known
  const opening = story.plan.analysis.split("\n")[0] ?? ""
  const made = record.moved.filter(({ ours, kind }) => ours && kind === "create-note").length
  const notes = truth.notes.filter(({ body }) => body.includes(opening))
  const [note] = notes
  const flaws = flawsOfEdits(known)
  if (made > 1) flaws.push(`${made} notes instead of one`)
  else if (notes.length > 1) flaws.push(`${notes.length} notes stand instead of one`)
  if (!finished) return flaws
  if (!note)
    return story.choice === "done by hand" ? flaws : [...flaws, "finished without its note"]
  const references = [...note.body.matchAll(REFERENCE)].map(([, reference]) => reference)
  if (references.length !== 1 || references[0] !== decision?.reference) {
    flaws.push("the note does not carry the decision's reference once")
  }
  return [...flaws, ...flawsOfText(known, note)]
}
