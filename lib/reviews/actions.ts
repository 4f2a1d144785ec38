"use server"

import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { action } from "#lib/people/action.ts"
import { approve, reject } from "./decide.ts"
import { saveEdit } from "./edit.ts"

const draftId = z.uuid()
const version = z.number().int().min(0)

/** Keeps the reviewer's texts of a draft; called while they type. */
export const saveReviewEdit = action("reviews.decide")
  .inputSchema(
    z.object({
      draftId,
      editVersion: version,
      summary: z.string().max(50_000),
      analysis: z.string().max(90_000),
    }),
  )
  .action(async ({ parsedInput, ctx }) =>
    saveEdit(await database(), { ...parsedInput, personId: ctx.person.id }),
  )

/** Approves a draft; its write-back is held, then run by the engine of changes. */
export const approveReview = action("reviews.decide")
  .inputSchema(
    z.object({
      draftId,
      editVersion: version,
      seenCallNotes: z.string().max(200_000),
      keeping: z.enum(["keep", "replace"]),
    }),
  )
  .action(async ({ parsedInput, ctx }) => approve(await database(), parsedInput, ctx.person))

/** Rejects a draft with a reason; writes nothing to GHL. */
export const rejectReview = action("reviews.decide")
  .inputSchema(z.object({ draftId, reason: z.string().trim().min(3).max(2_000) }))
  .action(async ({ parsedInput, ctx }) => ({
    rejected: await reject(await database(), parsedInput, ctx.person),
  }))
