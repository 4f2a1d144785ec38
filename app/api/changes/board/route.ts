import { z } from "zod"
import { openChanges } from "#lib/changes/board.ts"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** Changes that are not over, most urgent first, and how many there are. Polled, so it does not count as an act. */
export const GET = readHandler(
  {
    permission: "changes.read",
    input: z.object({}),
    act: false,
    audit: {
      verb: null,
      because: "It says which field or tag of which contact id is on its way, and no text.",
    },
  },
  async () => openChanges(await database()),
)
