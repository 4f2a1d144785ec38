"use server"

import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { action } from "#lib/people/action.ts"
import { assignDraft } from "./assign.ts"

/** Assigns an undecided draft to a reviewer, or to nobody. */
export const assignReview = action("reviews.decide")
  .inputSchema(z.object({ draftId: z.uuid(), personId: z.uuid().nullable() }))
  .action(async ({ parsedInput, ctx }) => assignDraft(await database(), parsedInput, ctx.person))
