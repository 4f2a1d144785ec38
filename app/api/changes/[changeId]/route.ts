import { z } from "zod"
import { changeView } from "#lib/changes/views.ts"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"

/** A change as it stands now; polled while it is on its way, so it does not count as an act. */
export const GET = readHandler(
  {
    permission: "changes.read",
    input: z.object({ changeId: z.uuid() }),
    act: false,
    audit: { verb: "change.read", about: ({ changeId }) => ({ changeId }), byItself: true },
  },
  async ({ input }) =>
    (await changeView(await database(), input.changeId)) ??
    privateJson({ problem: { kind: "not-found", title: "There is no such change." } }, 404),
)
