"use server"

import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { action } from "#lib/people/action.ts"
import { claimDraft, keepClaim, releaseDraft } from "./claim.ts"
import { EVIDENCE_PARTS } from "./evidence-parts.ts"

const draftId = z.uuid()

/** Claims a waiting draft; `takeOver` takes it from another reviewer, who is shown so. */
export const claimReview = action("reviews.decide")
  .inputSchema(z.object({ draftId, takeOver: z.boolean() }))
  .action(async ({ parsedInput, ctx }) => claimDraft(await database(), parsedInput, ctx.person))

/** Renews a claim while its holder works, and keeps how long and with which evidence open. */
export const keepReviewing = action("reviews.decide")
  .inputSchema(
    z.object({
      draftId,
      activeSeconds: z.number().int().min(0).max(600),
      evidenceOpened: z.array(z.enum(EVIDENCE_PARTS)).max(EVIDENCE_PARTS.length),
    }),
  )
  .action(async ({ parsedInput, ctx }) => keepClaim(await database(), parsedInput, ctx.person))

/** Lets a claimed draft go, for others to take; tells whether it was this person's. */
export const releaseReview = action("reviews.decide")
  .inputSchema(z.object({ draftId }))
  .action(async ({ parsedInput, ctx }) => ({
    released: await releaseDraft(await database(), parsedInput.draftId, ctx.person),
  }))
