import { z } from "zod"
import { noteViews } from "#lib/contacts/notes-view.ts"
import { ghlId } from "#lib/ghl/ids.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** `{ notes: NoteView[] }`, newest first. */
export const GET = readHandler(
  {
    permission: "contacts.browse",
    input: z.object({ contactId: ghlId }),
    audit: { verb: "contact.notes-read", about: ({ contactId }) => ({ contactId }) },
  },
  async ({ input, signal }) => {
    const notes = await ghl().listNotes(input.contactId, { signal })
    return { notes: noteViews(notes) }
  },
)
