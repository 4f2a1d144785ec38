"use server"

import { z } from "zod"
import { callNotesFieldId } from "#lib/contacts/call-notes-field.ts"
import { database } from "#lib/db/instance.ts"
import { instant } from "#lib/instant.ts"
import { action } from "#lib/people/action.ts"
import { acceptBacklog } from "./accept.ts"
import type { AcceptOutcome } from "./backlog-types.ts"

/** Accepts texts of the backlog as they stand, without writing anything to GHL. Null: no such field. */
export const acceptTexts = action("reviews.decide")
  .inputSchema(
    z.union([z.object({ ids: z.array(z.uuid()).min(1).max(1_000) }), z.object({ until: instant })]),
  )
  .action(async ({ parsedInput, ctx }): Promise<AcceptOutcome | { outcome: "no-field" }> => {
    const fieldId = await callNotesFieldId()
    if (!fieldId) return { outcome: "no-field" }
    return acceptBacklog(await database(), { selection: parsedInput, fieldId }, ctx.person)
  })
