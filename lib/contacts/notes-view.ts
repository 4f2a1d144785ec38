import "server-only"
import type { Note } from "#lib/ghl/types.ts"
import type { NoteView } from "./record-types.ts"

/** Notes as the history shows them, newest first; of the same moment as they were given. */
export function noteViews(notes: Note[]): NoteView[] {
  return notes
    .map(({ id, body, userId, dateAdded }) => ({ id, body, authorId: userId, at: dateAdded }))
    .toSorted((one, other) => (other.at ?? "").localeCompare(one.at ?? ""))
}
