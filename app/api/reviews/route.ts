import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"
import { listInbox } from "#lib/reviews/inbox.ts"
import { inboxQuery } from "#lib/reviews/inbox-query.ts"

/** A page of a queue, polled by the inbox: it does not count as an act. */
export const GET = readHandler(
  {
    permission: "reviews.read",
    input: inboxQuery,
    act: false,
    audit: { verb: "drafts.listed", notedBy: "answer" },
  },
  async ({ input, person }) => listInbox(await database(), input, person.id),
)
