import { z } from "zod"
import { contactNames } from "#lib/contacts/names.ts"
import { database } from "#lib/db/instance.ts"
import { ghlId } from "#lib/ghl/ids.ts"
import { readHandler } from "#lib/people/handler.ts"

/** Names of contacts by id; those GHL does not give now are left out. Not an act: lists ask by themselves. */
export const POST = readHandler(
  {
    permission: "contacts.browse",
    audit: { verb: "contacts.named", notedBy: "answer" },
    input: z.object({ ids: z.array(ghlId).max(250) }),
    act: false,
  },
  async ({ input, person, signal }) => ({
    names: await contactNames(await database(), person.id, input.ids, signal),
  }),
)
