import "server-only"
import type { Note } from "#lib/ghl/types.ts"
import type { NoteView } from "./record-types.ts"
import { instantInWords } from "./words.ts"

/** Notes as the history shows them, in the order given (newest first as `lib/ghl` reads them). */
export function noteViews(notes: Note[], clinicTimeZone: string): NoteView[] {
  return notes.map(({ id, body, userId, dateAdded }) => ({
    id,
    body,
    authorId: userId,
    at: dateAdded,
    when: dateAdded ? instantInWords(dateAdded, clinicTimeZone) : "at an unknown time",
  }))
}
