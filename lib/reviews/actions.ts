"use server"

import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { action } from "#lib/people/action.ts"
import { approve } from "./decide.ts"
import { contradictionKeys } from "./decision/contradiction-keys.ts"
import { QUESTIONS } from "./decision/honest.ts"
import { reject, returnDraft } from "./decline.ts"
import { saveEdit } from "./edit.ts"
import { nextReview } from "./next.ts"
import { restoreVersion } from "./restore.ts"

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
  .action(async ({ parsedInput, ctx }) => saveEdit(await database(), parsedInput, ctx.person))

/** Puts an earlier version of a draft's texts in the place of the present ones. */
export const restoreReviewVersion = action("reviews.decide")
  .inputSchema(
    z.object({
      draftId,
      editVersion: version,
      versionId: z.string().regex(/^(received|\d{1,18})$/),
    }),
  )
  .action(async ({ parsedInput, ctx }) => restoreVersion(await database(), parsedInput, ctx.person))

/** Approves a draft; its write-back is held, then run by the engine of changes. `next` is where to go on. */
export const approveReview = action("reviews.decide")
  .inputSchema(
    z.object({
      draftId,
      editVersion: version,
      seenCallNotes: z.string().max(200_000),
      keeping: z.enum(["keep", "replace"]),
      withTags: z.boolean(),
      confirmed: z.array(z.enum(QUESTIONS)).max(QUESTIONS.length),
      overrideReason: z.string().max(2_000),
      contradictionsSeen: contradictionKeys,
    }),
  )
  .action(async ({ parsedInput, ctx }) => {
    const db = await database()
    const answer = await approve(db, parsedInput, ctx.person)
    return { answer, next: await nextReview(db, ctx.person) }
  })

/** Rejects a draft with a reason; writes nothing to GHL. */
export const rejectReview = action("reviews.decide")
  .inputSchema(z.object({ draftId, reasonId: z.string().max(100), reason: z.string().max(2_000) }))
  .action(async ({ parsedInput, ctx }) => reject(await database(), parsedInput, ctx.person))

/** Returns a draft to the pipeline with instructions; writes nothing to GHL. */
export const returnReview = action("reviews.decide")
  .inputSchema(z.object({ draftId, instructions: z.string().max(5_000) }))
  .action(async ({ parsedInput, ctx }) => returnDraft(await database(), parsedInput, ctx.person))
