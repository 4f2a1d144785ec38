import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"
import { documentId } from "#lib/reviews/action-inputs.ts"
import { evidenceFor } from "#lib/reviews/evidence-view.ts"

/** `EvidenceView` of the texts in the body, as they stand on the reviewer's screen beside that document. */
export const POST = readHandler(
  {
    permission: "reviews.read",
    audit: {
      verb: "draft.evidence-read",
      about: ({ reviewId }) => ({ draftId: reviewId }),
      byItself: true,
    },
    input: z.object({
      reviewId: z.uuid(),
      summary: z.string().max(50_000),
      analysis: z.string().max(90_000),
      documentId: documentId.optional(),
    }),
  },
  async ({ input: { reviewId, documentId, ...texts } }) =>
    (await evidenceFor(await database(), reviewId, texts, documentId)) ??
    privateJson({ problem: { kind: "not-found", title: "There is no such draft." } }, 404),
)
