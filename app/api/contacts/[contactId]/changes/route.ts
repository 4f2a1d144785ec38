import { z } from "zod"
import { changesOfContact } from "#lib/changes/views.ts"
import { database } from "#lib/db/instance.ts"
import { ghlId } from "#lib/ghl/ids.ts"
import { readHandler } from "#lib/people/handler.ts"

/** The latest changes of a contact, newest first; polled while one is on its way. */
export const GET = readHandler(
  {
    permission: "changes.read",
    audit: {
      verb: "contact.changes-read",
      about: ({ contactId }) => ({ contactId }),
      byItself: true,
    },
    input: z.object({ contactId: ghlId }),
    act: false,
  },
  async ({ input }) => ({ changes: await changesOfContact(await database(), input.contactId) }),
)
