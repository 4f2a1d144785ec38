import { fieldText } from "#lib/changes/field-text.ts"
import { normaliseTag, normaliseText, sameText } from "#lib/changes/normalise.ts"
import { carriesReference, endsWithReference } from "#lib/changes/reference.ts"
import type { Contact, Note } from "#lib/ghl/types.ts"
import { standsIn } from "./expect.ts"
import { standsByHmac } from "./stands.ts"
import type { Difference, Expectation, Surplus } from "./types.ts"

/** Oldest first; what GHL gives no date for comes last. */
const byAge = (one: Note, other: Note): number =>
  (one.dateAdded ?? "~").localeCompare(other.dateAdded ?? "~") || (one.id < other.id ? -1 : 1)

type NoteDemand = Expectation & { kind: "note" }

/** Whether a note was written as one of these texts was: it begins as one does, and ends with the reference. */
function isWrittenAs({ body }: Note, texts: readonly string[], reference: string): boolean {
  const [opening = ""] = normaliseText(body).trim().split("\n")
  return (
    endsWithReference(body, reference) &&
    !carriesReference(opening, reference) &&
    texts.some((text) => text.includes(opening))
  )
}

/**
 * The notes that are a decision's, oldest first: the one it left, and what was made of it once more. Who
 * only speaks of its reference, or quotes it, wrote a note of their own, which is none of them.
 */
function notesOf({ reference, noteId, body }: NoteDemand, notes: readonly Note[]): Note[] {
  const left = notes.find((one) => one.id === noteId && carriesReference(one.body, reference))
  const texts = [left?.body, body].filter((text) => text != null).map(normaliseText)
  return notes.filter((one) => one === left || isWrittenAs(one, texts, reference)).toSorted(byAge)
}

/** Where a contact does not stand as its finished decisions left it. Pure. */
export function differencesOf(
  expectations: readonly Expectation[],
  contact: Contact,
  notes: readonly Note[],
): {
  differences: Difference[]
  surplus: (Surplus & { stepId: string })[]
  /** How each note reads now that GHL altered in the saving; `found` null: as it was approved. */
  altered: { stepId: string; found: string | null }[]
} {
  const differences: Difference[] = []
  const surplus: (Surplus & { stepId: string })[] = []
  const altered: { stepId: string; found: string | null }[] = []
  const tags = new Set(contact.tags.map(normaliseTag))
  for (const expected of expectations) {
    const { stepId } = expected
    if (expected.kind === "text") {
      const field = contact.fields.find(({ fieldId }) => fieldId === expected.fieldId)
      const present = normaliseText(fieldText(field?.value))
      if (!standsIn(present, expected.approved)) {
        differences.push({ kind: "text-changed", stepId, what: expected.label })
      }
    } else if (expected.kind === "accepted") {
      const field = contact.fields.find(({ fieldId }) => fieldId === expected.fieldId)
      if (!standsByHmac(fieldText(field?.value), expected.hmac, expected.length)) {
        differences.push({ kind: "text-changed", stepId, what: expected.label })
      }
    } else if (expected.kind === "tag") {
      if (tags.has(expected.tag) !== expected.present) {
        const kind = expected.present ? "tag-missing" : "tag-back"
        differences.push({ kind, stepId, what: expected.tag })
      }
    } else {
      const { reference, body, stepId } = expected
      const [kept, ...more] = notesOf(expected, notes)
      if (!kept) differences.push({ kind: "note-missing", stepId, what: reference })
      else if (body !== null) {
        const stands = sameText(kept.body, body)
        const kind = expected.altered ? "note-altered" : "note-changed"
        if (!stands) differences.push({ kind, stepId, what: reference })
        if (expected.altered) altered.push({ stepId, found: stands ? null : kept.body })
      }
      for (const note of more) {
        differences.push({ kind: "note-surplus", stepId, what: note.id })
        surplus.push({
          stepId,
          noteId: note.id,
          body: note.body,
          reference,
          keptNoteId: kept?.id ?? "",
        })
      }
    }
  }
  return { differences, surplus, altered }
}
