import { z } from "zod"
import { finishedChanges } from "#lib/changes/board.ts"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** A page of the changes that ended lately. Read again by itself, so it does not count as an act. */
export const GET = readHandler(
  {
    permission: "changes.read",
    audit: {
      verb: null,
      because: "It says which field or tag of which contact id was written, and no text.",
    },
    input: z.object({ before: z.coerce.number().int().positive().nullable().default(null) }),
    act: false,
  },
  async ({ input }) => finishedChanges(await database(), { before: input.before, limit: 15 }),
)
