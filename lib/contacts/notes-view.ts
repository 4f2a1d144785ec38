import "server-only"
import type { Note } from "#lib/ghl/types.ts"
import type { NoteView } from "./record-types.ts"

/** Notes as the history shows them, in the order given (newest first as `lib/ghl` reads them). */
export function noteViews(notes: Note[]): NoteView[] {
  return notes.map(({ id, body, userId, dateAdded }) => ({
    id,
    body,
    authorId: userId,
    at: dateAdded,
  }))
}
