import { z } from "zod"
import { previewUndo } from "#lib/changes/undo.ts"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"

/** Exactly what taking a change back will write. */
export const GET = readHandler(
  {
    permission: "changes.undo",
    input: z.object({ changeId: z.uuid() }),
    audit: { verb: "change.undo-read", about: ({ changeId }) => ({ changeId }) },
  },
  async ({ input, person }) =>
    (await previewUndo(await database(), input.changeId, person)) ??
    privateJson(
      {
        problem: {
          kind: "conflict",
          title: "This change cannot be taken back.",
          advice:
            "It is not over, was taken back already, or its texts are no longer kept (30 days).",
          canRetry: false,
        },
      },
      409,
    ),
)
