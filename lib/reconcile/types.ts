import type { DRIFT_KINDS } from "#lib/db/schema/changes.ts"

export type DriftKind = (typeof DRIFT_KINDS)[number]

/** What a finished decision left in GHL and what must still stand there. */
export type Expectation =
  | { kind: "text"; stepId: string; fieldId: string; label: string; approved: string }
  | {
      /** A text that was accepted as it stood: known by its fingerprint. */
      kind: "accepted"
      stepId: null
      fieldId: string
      label: string
      hmac: string
      /** UTF-16 units of the text. */
      length: number
      /** It was kept below other text of ours, which is demanded for itself. */
      below: boolean
    }
  | { kind: "tag"; stepId: string; tag: string; present: boolean }
  | {
      kind: "note"
      stepId: string
      reference: string
      /** As recorded when it was written. */
      noteId: string | null
      /** Null when its text is no longer kept, or a later change of ours wrote another. */
      body: string | null
      /** GHL altered it in the saving. */
      altered: boolean
    }

/** A place where GHL does not stand so. `what`: the field's name, the tag, the reference, a surplus note's id. */
export type Difference = { kind: DriftKind; stepId: string | null; what: string }

/** A note of ours that stands there once more than it should. */
export type Surplus = { noteId: string; body: string; reference: string; keptNoteId: string }

/** Whose difference it is: a change's that wrote a decision, or of a decision that wrote nothing. */
export type Decided =
  | { changeId: string; decisionId: null }
  | { changeId: null; decisionId: string }
