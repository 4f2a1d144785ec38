import type { ChangeKind } from "#lib/changes/types.ts"
import type { DRAFT_ORIGINS } from "#lib/db/schema/reviews.ts"
import { approvedPart, partsOf } from "../call-notes.ts"

/** In the detail of a step that writes over text nobody had read: what was made of it is unread too. */
export const OF_UNREAD = "ofUnread"

export type Write = {
  kind: ChangeKind
  /** Where the draft comes from whose approval it writes; null for other changes. */
  origin: (typeof DRAFT_ORIGINS)[number] | null
  wanted: string
  detail: Record<string, string>
}

/**
 * The texts that a person stands behind by having a field written. An approval is of its own part, and
 * not of what was kept below; a text found in GHL is reviewed as all there is. Who writes by hand stands
 * behind the whole, unless it was made of text that nobody had read. Who takes a change back has read
 * nothing of what comes back.
 */
export function vouchedTexts({ kind, origin, wanted, detail }: Write): string[] {
  const texts = () => {
    if (kind === "undo") return []
    if (kind === "review") return origin === "watch" ? partsOf(wanted) : [approvedPart(wanted)]
    return detail[OF_UNREAD] ? [] : partsOf(wanted)
  }
  return texts().filter((text) => text.trim() !== "")
}
