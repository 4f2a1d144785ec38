import { z } from "zod"
import { listPage } from "#lib/contacts/list.ts"
import { columnsSchema } from "#lib/contacts/table/types.ts"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

const position = z.union([
  z.object({
    startAfter: z.coerce.number(),
    startAfterId: z.string().min(1).max(100),
    before: z.coerce.number().int().min(0).optional(),
  }),
  z.object({ startAfter: z.undefined().optional(), startAfterId: z.undefined().optional() }),
])

/** Fields of the chosen columns, comma-separated. */
const idList = z
  .string()
  .default("")
  .transform((text) => text.split(",").filter(Boolean))
  .pipe(columnsSchema)

/** A page of contacts: `limit` 1 to 100, and GHL's cursor or nothing for the first page. */
export const GET = readHandler(
  {
    permission: "contacts.browse",
    audit: { verb: "contacts.listed", notedBy: "answer" },
    input: z
      .object({ limit: z.coerce.number().int().min(1).max(100), columns: idList })
      .and(position),
  },
  async ({ input, person }) =>
    listPage(await database(), person.id, {
      limit: input.limit,
      columns: input.columns,
      cursor:
        input.startAfter === undefined
          ? null
          : {
              startAfter: input.startAfter,
              startAfterId: input.startAfterId,
              before: input.before,
            },
    }),
)
