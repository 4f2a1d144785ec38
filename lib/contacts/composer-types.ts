import type { ComposerText } from "./composer-plan.ts"

/** A person's unsaved text on a contact, as the server kept it. */
type StoredDraft = ComposerText & {
  /** call_notes as they stood when the draft was begun, or when the person last looked at a newer text. */
  seenCallNotes: string
  /** ISO instant of the last autosave. */
  updatedAt: string
  /** The change it was saved as, while that is not done. */
  changeId: string | null
}

/** Somebody else who is writing on the same contact; never what they write. */
type ColleagueDraft = { name: string; since: string; updatedAt: string }

/** What the composer of a contact starts with. */
export type ComposerState = { draft: StoredDraft | null; colleagues: ColleagueDraft[] }
