import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"
import { mergedTextOf } from "#lib/reviews/merged-text.ts"

/** Whose words the text merged over a change's conflict is made of; null where nothing was merged. */
export const GET = readHandler(
  {
    permission: "changes.read",
    input: z.object({ changeId: z.uuid() }),
    act: false,
    audit: { verb: "change.read", about: ({ changeId }) => ({ changeId }), byItself: true },
  },
  async ({ input, person }) => ({
    me: person.id,
    merged: await mergedTextOf(await database(), input.changeId),
  }),
)
