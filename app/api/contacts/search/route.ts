import { z } from "zod"
import { searchPage } from "#lib/contacts/found.ts"
import { MAX_SEARCH } from "#lib/contacts/row-types.ts"
import { FilterError } from "#lib/contacts/table/filters.ts"
import { columnsSchema, filterSchema, sortSchema } from "#lib/contacts/table/types.ts"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"

/**
 * A page of what GHL's search finds: by text, filtered and sorted as far as it can. POST, since what one
 * looks for is health data and an address is kept.
 */
export const POST = readHandler(
  {
    permission: "contacts.browse",
    audit: { verb: "contacts.searched", notedBy: "answer" },
    input: z.object({
      query: z.string().trim().max(MAX_SEARCH).default(""),
      filter: filterSchema.default({ match: "all", conditions: [] }),
      sort: sortSchema.nullable().default(null),
      limit: z.number().int().min(1).max(100),
      columns: columnsSchema.default([]),
      after: z.string().min(1).max(2000).nullable().default(null),
    }),
  },
  async ({ input, person }) => {
    try {
      return await searchPage(await database(), person.id, input)
    } catch (error) {
      if (error instanceof FilterError) return privateJson({ problem: error.problem }, 400)
      throw error
    }
  },
)
