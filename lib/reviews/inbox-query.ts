import { z } from "zod"
import { LISTED_QUEUES, type QueueId } from "./queues.ts"

/** Which part of the inbox: query of the page and of its handler. */
export const inboxQuery = z.object({
  queue: z.enum(LISTED_QUEUES).default("waiting"),
  /** Only what is assigned to oneself. */
  mine: z
    .literal("1")
    .optional()
    .transform((value) => value === "1"),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

export type InboxQuery = z.output<typeof inboxQuery>

/** The query as it stands in an address; what is the default is left out. */
export function inboxSearch({ queue, mine, page }: InboxQuery): string {
  const query = new URLSearchParams()
  if (queue !== "waiting") query.set("queue", queue)
  if (mine) query.set("mine", "1")
  if (page > 1) query.set("page", String(page))
  return query.size > 0 ? `?${query}` : ""
}

/** Where this part of the inbox stands. */
export const inboxAddress = (query: InboxQuery): string => `/reviews${inboxSearch(query)}`

/** Where a queue begins. */
export const queueAddress = (queue: QueueId): string =>
  queue === "backlog" ? "/reviews/backlog" : inboxAddress({ queue, mine: false, page: 1 })
