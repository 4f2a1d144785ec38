import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"
import { contactBehindPage } from "#lib/reviews/review-contact.ts"

const input = z.object({ reviewId: z.uuid(), awaited: z.literal("1").optional() })

/**
 * The draft's contact as it stands in GHL now. Polled while its page is open, so it does not count as an
 * act; `awaited` where the person has nothing of it before this answer, so that it goes before the background.
 */
export const GET = readHandler(
  {
    permission: "reviews.read",
    input,
    act: false,
    audit: {
      verb: "draft.contact-read",
      about: ({ reviewId }) => ({ draftId: reviewId }),
      byItself: true,
    },
  },
  async ({ input, signal }) =>
    (await contactBehindPage(await database(), input.reviewId, {
      priority: input.awaited ? "person" : "background",
      signal,
    })) ?? privateJson({ problem: { kind: "not-found", title: "There is no such draft." } }, 404),
)
