import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"
import { waitingDrafts } from "#lib/reviews/waiting.ts"

/** How many drafts wait, for the navigation. Polled, so it does not count as an act. */
export const GET = readHandler(
  {
    permission: "reviews.read",
    input: z.object({}),
    act: false,
    audit: { verb: null, because: "It is a count." },
  },
  async ({ person }) => waitingDrafts(await database(), person.id),
)
