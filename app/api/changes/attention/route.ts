import { z } from "zod"
import { needingAttention } from "#lib/changes/board.ts"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** How many changes need a person or have got no further for long, for the navigation. Polled, so it does not count as an act. */
export const GET = readHandler(
  {
    permission: "changes.read",
    input: z.object({}),
    act: false,
    audit: { verb: null, because: "It is a count." },
  },
  async () => ({ attention: await needingAttention(await database()) }),
)
