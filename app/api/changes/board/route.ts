import { z } from "zod"
import { openChanges } from "#lib/changes/board.ts"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** Every change that is not over, most urgent first. Polled, so it does not count as an act. */
export const GET = readHandler(
  { permission: "changes.read", input: z.object({}), act: false },
  async () => ({ changes: await openChanges(await database()) }),
)
