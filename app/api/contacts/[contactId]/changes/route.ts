import { z } from "zod"
import { changesOfContact } from "#lib/changes/views.ts"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** The latest changes of a contact, newest first; polled while one is on its way. */
export const GET = readHandler(
  {
    permission: "changes.read",
    input: z.object({ contactId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) }),
    act: false,
  },
  async ({ input }) => ({ changes: await changesOfContact(await database(), input.contactId) }),
)
