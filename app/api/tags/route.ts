import { z } from "zod"
import { knownTags } from "#lib/contacts/tags-seen.ts"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** Every tag met so far in the location, for suggestions: the token may not list tags. */
export const GET = readHandler(
  {
    permission: "contacts.browse",
    input: z.object({}),
    act: false,
    audit: { verb: null, because: "It lists tags, without who carries them." },
  },
  async () => ({ tags: await knownTags(await database()) }),
)
