import type { Differences } from "#lib/changes/differences.ts"

const LOSSES: Partial<Record<Differences["losses"][number], string>> = {
  "note-missing": "a note is missing",
  "note-surplus": "a note stands there twice",
  "note-altered": "a note was altered in the saving",
  "contact-gone": "a contact is gone",
}

/** How many decisions differ in GHL and which of them need a person, in a sentence or two; null where none differs. */
export function differencesInWords({ decisions, needing, losses }: Differences): string | null {
  if (decisions === 0) return null
  const one = decisions === 1
  const differ = `${decisions} ${one ? "decision differs" : "decisions differ"} in GoHighLevel from what was approved`
  if (needing === 0) return `${differ}, by edits made there. None needs you.`
  const how = Object.entries(LOSSES)
    .filter(([kind]) => losses.some((loss) => loss === kind))
    .map(([, words]) => words)
    .join(", ")
  if (needing === decisions) return `${differ} and ${one ? "needs" : "need"} you: ${how}.`
  const others = decisions - needing === 1 ? "The other one was" : "The others were"
  return `${differ}. ${needing} ${needing === 1 ? "needs" : "need"} you: ${how}. ${others} edited there.`
}
