import { z } from "zod"
import { spelledNames } from "#lib/contacts/spelled-names.ts"
import { database } from "#lib/db/instance.ts"
import { ghlId } from "#lib/ghl/ids.ts"
import { readHandler } from "#lib/people/handler.ts"

/** Capitals of names that a search guessed, by id. Not an act: the table asks by itself after a search. */
export const POST = readHandler(
  {
    permission: "contacts.browse",
    audit: { verb: "contacts.named", notedBy: "answer" },
    input: z.object({ ids: z.array(ghlId).max(100) }),
    act: false,
  },
  async ({ input, person, signal }) => ({
    names: await spelledNames(await database(), person.id, input.ids, signal),
  }),
)
