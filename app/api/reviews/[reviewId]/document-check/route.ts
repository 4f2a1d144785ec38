import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"
import { documentId } from "#lib/reviews/action-inputs.ts"
import { checkDocumentOf } from "#lib/reviews/document-check.ts"

/** Whether the client's name and birth date stand in the draft's document, or in that of theirs beside a found text. */
export const POST = readHandler(
  {
    permission: "reviews.read",
    audit: { verb: "draft.document-checked", about: ({ reviewId }) => ({ draftId: reviewId }) },
    input: z.object({ reviewId: z.uuid(), documentId: documentId.optional() }),
  },
  async ({ input, signal }) =>
    (await checkDocumentOf(await database(), input.reviewId, signal, input.documentId)) ??
    privateJson({ problem: { kind: "not-found", title: "There is no such draft." } }, 404),
)
