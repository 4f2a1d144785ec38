import { z } from "zod"
import { MAX_SEARCH } from "#lib/contacts/row-types.ts"
import { FilterError } from "#lib/contacts/table/filters.ts"
import { tablePage } from "#lib/contacts/table/page.ts"
import { columnsSchema, filterSchema, sortSchema } from "#lib/contacts/table/types.ts"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"

/**
 * A page of the table: searched, filtered and sorted. POST, since what one looks for is health data and
 * an address is kept.
 */
export const POST = readHandler(
  {
    permission: "contacts.browse",
    input: z.object({
      search: z.string().trim().max(MAX_SEARCH).default(""),
      filter: filterSchema.default({ match: "all", conditions: [] }),
      sort: sortSchema.nullable().default(null),
      columns: columnsSchema.default([]),
      from: z.number().int().min(0).max(100_000),
      limit: z.number().int().min(1).max(100),
    }),
  },
  async ({ input, person }) => {
    try {
      return await tablePage(await database(), person.id, input)
    } catch (error) {
      if (error instanceof FilterError) return privateJson({ problem: error.problem }, 400)
      throw error
    }
  },
)
