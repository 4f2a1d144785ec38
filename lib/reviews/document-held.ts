import type { DraftContact } from "./contact-of-draft.ts"
import type { DraftRow } from "./draft-row.ts"

/**
 * The document that a draft's texts are held against: the one it names. Text found in GHL names none, so
 * it is held against the client's own: the one that was `chosen`, if it is theirs, or the first.
 */
export function documentHeld(
  { origin, source }: Pick<DraftRow, "origin" | "source">,
  { labDocuments }: Pick<DraftContact, "labDocuments">,
  chosen?: string,
): string | null {
  if (source.documentId) return source.documentId
  if (origin !== "watch") return null
  const [first] = labDocuments
  const wanted = labDocuments.find(({ documentId }) => documentId === chosen)
  return (wanted ?? first)?.documentId ?? null
}
