import { z } from "zod"
import { fieldList } from "#lib/contacts/table/field-list.ts"
import { database } from "#lib/db/instance.ts"
import { readHandler } from "#lib/people/handler.ts"

/** The fields that columns and filters are chosen from. */
export const GET = readHandler(
  {
    permission: "contacts.browse",
    input: z.object({}),
    audit: { verb: null, because: "It lists fields, their options and counts." },
  },
  async () => fieldList(await database()),
)
