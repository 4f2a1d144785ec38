"use server"

import { database } from "#lib/db/instance.ts"
import { action } from "#lib/people/action.ts"
import {
  againInput,
  approveInput,
  editInput,
  rejectInput,
  restoreInput,
  returnInput,
} from "./action-inputs.ts"
import { approve } from "./decide.ts"
import { reject, returnDraft } from "./decline.ts"
import { saveEdit } from "./edit.ts"
import { nextReview } from "./next.ts"
import { restoreVersion } from "./restore.ts"
import { reviewAgain } from "./review-again.ts"

/** Keeps the reviewer's texts of a draft; called while they type. */
export const saveReviewEdit = action("reviews.decide")
  .inputSchema(editInput)
  .action(async ({ parsedInput, ctx }) => saveEdit(await database(), parsedInput, ctx.person))

/** Puts an earlier version of a draft's texts in the place of the present ones. */
export const restoreReviewVersion = action("reviews.decide")
  .inputSchema(restoreInput)
  .action(async ({ parsedInput, ctx }) => restoreVersion(await database(), parsedInput, ctx.person))

/** Approves a draft; its write-back is held, then run by the engine of changes. `next` is where to go on. */
export const approveReview = action("reviews.decide")
  .inputSchema(approveInput)
  .action(async ({ parsedInput, ctx }) => {
    const db = await database()
    const answer = await approve(db, parsedInput, ctx.person)
    return { answer, next: await nextReview(db, ctx.person) }
  })

/** Rejects a draft with a reason; writes nothing to GHL. */
export const rejectReview = action("reviews.decide")
  .inputSchema(rejectInput)
  .action(async ({ parsedInput, ctx }) => reject(await database(), parsedInput, ctx.person))

/** Puts a draft whose approval was taken back into the inbox, to be decided anew; writes nothing to GHL. */
export const reviewDraftAgain = action("reviews.decide")
  .inputSchema(againInput)
  .action(async ({ parsedInput, ctx }) =>
    reviewAgain(await database(), parsedInput.draftId, ctx.person),
  )

/** Returns a draft to the pipeline with instructions; writes nothing to GHL. */
export const returnReview = action("reviews.decide")
  .inputSchema(returnInput)
  .action(async ({ parsedInput, ctx }) => returnDraft(await database(), parsedInput, ctx.person))
