import { z } from "zod"
import { searchPage } from "#lib/contacts/list.ts"
import { MAX_SEARCH } from "#lib/contacts/row-types.ts"
import { columnsSchema } from "#lib/contacts/table/types.ts"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** A page of search results. POST, since what one searches for is health data and an address is kept. */
export const POST = readHandler(
  {
    permission: "contacts.browse",
    input: z.object({
      query: z.string().trim().min(1).max(MAX_SEARCH),
      limit: z.number().int().min(1).max(100),
      columns: columnsSchema.default([]),
      after: z.string().min(1).max(2000).nullable().default(null),
    }),
  },
  async ({ input, person }) => searchPage(await database(), person.id, input),
)
