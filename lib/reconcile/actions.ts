"use server"

import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { action } from "#lib/people/action.ts"
import { acceptDrift } from "./list.ts"

/** The person has looked at a difference and leaves GHL as it is. */
export const acceptDriftAction = action("drifts.accept")
  .inputSchema(z.object({ driftId: z.uuid() }))
  .action(async ({ parsedInput, ctx }) => ({
    accepted: await acceptDrift(await database(), parsedInput.driftId, ctx.person.id),
  }))
