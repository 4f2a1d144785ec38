import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"
import { versionsOf } from "#lib/reviews/versions.ts"

/** `{ versions: DraftVersion[] }`, newest first. */
export const GET = readHandler(
  {
    permission: "reviews.read",
    input: z.object({ reviewId: z.uuid() }),
    audit: { verb: "draft.versions-read", about: ({ reviewId }) => ({ draftId: reviewId }) },
  },
  async ({ input }) => {
    const versions = await versionsOf(await database(), input.reviewId)
    return versions
      ? { versions }
      : privateJson({ problem: { kind: "not-found", title: "There is no such draft." } }, 404)
  },
)
