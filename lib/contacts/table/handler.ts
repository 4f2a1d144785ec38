import "server-only"
import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"
import { MAX_SEARCH } from "../row-types.ts"
import { FilterError } from "./filters.ts"
import { tablePage } from "./page.ts"
import { columnsSchema, filterSchema, sortSchema } from "./types.ts"

/** Answers a page of the table. `act`: whether a person asked for it, or the page did by itself. */
export const tableHandler = (act: boolean) =>
  readHandler(
    {
      permission: "contacts.browse",
      audit: { verb: "contacts.searched", notedBy: "answer" },
      act,
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
        return await tablePage(await database(), person.id, input, { byItself: !act })
      } catch (error) {
        if (error instanceof FilterError) return privateJson({ problem: error.problem }, 400)
        throw error
      }
    },
  )
