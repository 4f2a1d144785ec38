import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"
import { waitingCount } from "#lib/reviews/inbox.ts"

/** How many drafts wait for a decision; polled by the navigation. */
export const GET = readHandler(
  { permission: "reviews.read", input: z.object({}), act: false },
  async () => ({ waiting: await waitingCount(await database()) }),
)
