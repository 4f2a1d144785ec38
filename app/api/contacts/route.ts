import { z } from "zod"
import { listPage } from "#lib/contacts/list.ts"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

const position = z.union([
  z.object({ startAfter: z.coerce.number(), startAfterId: z.string().min(1).max(100) }),
  z.object({ startAfter: z.undefined().optional(), startAfterId: z.undefined().optional() }),
])

/** A page of contacts: `limit` 1 to 100, and GHL's cursor or nothing for the first page. */
export const GET = readHandler(
  {
    permission: "contacts.browse",
    input: z.object({ limit: z.coerce.number().int().min(1).max(100) }).and(position),
  },
  async ({ input, person }) =>
    listPage(await database(), person.id, {
      limit: input.limit,
      cursor:
        input.startAfter === undefined
          ? null
          : { startAfter: input.startAfter, startAfterId: input.startAfterId },
    }),
)
