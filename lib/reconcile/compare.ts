import { fieldText } from "#lib/changes/field-text.ts"
import { normaliseTag, normaliseText, sameText } from "#lib/changes/normalise.ts"
import { carriesReference } from "#lib/changes/reference.ts"
import type { Contact, Note } from "#lib/ghl/types.ts"
import { standsIn } from "./expect.ts"
import { standsByHmac } from "./stands.ts"
import type { Difference, Expectation, Surplus } from "./types.ts"

/** Oldest first; what GHL gives no date for comes last. */
const byAge = (one: Note, other: Note): number =>
  (one.dateAdded ?? "~").localeCompare(other.dateAdded ?? "~") || (one.id < other.id ? -1 : 1)

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
      const [kept, ...more] = notes
        .filter((note) => carriesReference(note.body, reference))
        .toSorted(byAge)
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
