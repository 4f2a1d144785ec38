import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"
import { reviewState } from "#lib/reviews/review.ts"

/** Who has a draft and what became of it. Polled while its page is open, so it does not count as an act. */
export const GET = readHandler(
  {
    permission: "reviews.read",
    input: z.object({ reviewId: z.uuid() }),
    act: false,
    audit: { verb: null, because: "It says who has a draft and what became of it, and no text." },
  },
  async ({ input, person }) =>
    (await reviewState(await database(), input.reviewId, person)) ??
    privateJson({ problem: { kind: "not-found", title: "There is no such draft." } }, 404),
)
