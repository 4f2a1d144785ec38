import { z } from "zod"
import { readMergeDrafts } from "#lib/changes/merge-draft.ts"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** What the person typed over the conflicts of a change and has not sent, by step id. */
export const GET = readHandler(
  {
    permission: "changes.decide",
    input: z.object({ changeId: z.uuid() }),
    audit: { verb: "change.read", about: ({ changeId }) => ({ changeId }) },
  },
  async ({ input, person }) => ({
    merges: await readMergeDrafts(await database(), input.changeId, person.id),
  }),
)
