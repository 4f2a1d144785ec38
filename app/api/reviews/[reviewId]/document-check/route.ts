import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"
import { checkDocumentOf } from "#lib/reviews/document-check.ts"

/** Whether the client's name and birth date stand in the draft's document. */
export const GET = readHandler(
  { permission: "reviews.read", input: z.object({ reviewId: z.uuid() }) },
  async ({ input, signal }) =>
    (await checkDocumentOf(await database(), input.reviewId, signal)) ??
    privateJson({ problem: { kind: "not-found", title: "There is no such draft." } }, 404),
)
