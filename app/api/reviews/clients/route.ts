import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"
import { inboxClients } from "#lib/reviews/inbox-clients.ts"

const input = z.object({
  /** Ids of drafts, comma-separated. */
  drafts: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(z.uuid()).min(1).max(25)),
})

/** The contacts of drafts in the inbox. Asked for by the page, not by a person: no act. */
export const GET = readHandler(
  {
    permission: "reviews.read",
    input,
    act: false,
    audit: { verb: "drafts.named", notedBy: "answer" },
  },
  async ({ input, person }) => ({
    clients: await inboxClients(await database(), input.drafts, person.id),
  }),
)
