import { z } from "zod"
import { noteViews } from "#lib/contacts/notes-view.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** `{ notes: NoteView[] }`, newest first. */
export const GET = readHandler(
  { permission: "contacts.browse", input: z.object({ contactId: z.string().min(1).max(64) }) },
  async ({ input, signal }) => {
    const notes = await ghl().listNotes(input.contactId, { signal })
    return { notes: noteViews(notes) }
  },
)
