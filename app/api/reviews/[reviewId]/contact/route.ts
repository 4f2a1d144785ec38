import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"
import { contactBehindPage } from "#lib/reviews/review-contact.ts"

/** The draft's contact as it stands in GHL now. Polled while its page is open, so it does not count as an act. */
export const GET = readHandler(
  { permission: "reviews.read", input: z.object({ reviewId: z.uuid() }), act: false },
  async ({ input, signal }) =>
    (await contactBehindPage(await database(), input.reviewId, signal)) ??
    privateJson({ problem: { kind: "not-found", title: "There is no such draft." } }, 404),
)
