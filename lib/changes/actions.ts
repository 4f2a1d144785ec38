"use server"

import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { action } from "#lib/people/action.ts"
import { contradictionKeys } from "#lib/reviews/decision/contradiction-keys.ts"
import { typedText } from "#lib/typed-text.ts"
import { cancelChange } from "./cancel.ts"
import { carryOn } from "./carry-on.ts"
import { storeMergeDraft } from "./merge-draft.ts"
import { markDoneByHand, resolveConflict, tryAgain } from "./resume.ts"
import { rewriteNote } from "./rewrite-note.ts"
import { undoChange } from "./undo.ts"

const changeId = z.uuid()
const typed = typedText(200_000)
const oneChange = z.object({ changeId })
/** The step as the person's page showed it, which may be some seconds old. */
const stepId = z.uuid().optional()

/** Gives up what a change has not written yet. */
export const cancelChangeAction = action("changes.decide")
  .inputSchema(oneChange)
  .action(async ({ parsedInput, ctx }) =>
    cancelChange(await database(), parsedInput.changeId, ctx.person.id),
  )

/** Tries a stopped change again, or a waiting one now. */
export const tryAgainAction = action("changes.decide")
  .inputSchema(oneChange)
  .action(async ({ parsedInput, ctx }) =>
    tryAgain(await database(), parsedInput.changeId, ctx.person.id),
  )

/** The person did the step in GHL themselves. */
export const doneByHandAction = action("changes.decide")
  .inputSchema(z.object({ changeId, stepId }))
  .action(async ({ parsedInput, ctx }) =>
    markDoneByHand(await database(), parsedInput, ctx.person.id),
  )

/** Decides a conflict; `seen` is what the person had on the screen as standing in GHL. */
export const resolveConflictAction = action("changes.decide")
  .inputSchema(
    z.object({
      changeId,
      stepId,
      choice: z.discriminatedUnion("keep", [
        z.object({ keep: z.literal("theirs"), seen: typed.optional() }),
        z.object({ keep: z.literal("ours"), seen: typed }),
      ]),
    }),
  )
  .action(async ({ parsedInput: { choice, ...read }, ctx }) =>
    resolveConflict(await database(), read, ctx.person.id, choice),
  )

/**
 * Writes a merged text as a new change, which takes over the open steps of the one in conflict. `reason`
 * is typed where the sources of a review contradict it.
 */
export const carryOnAction = action("changes.decide")
  .inputSchema(
    z.object({
      changeId,
      stepId: z.uuid(),
      seen: typed,
      text: typedText(100_000, "The text is too long to save."),
      reason: typedText(2_000).default(""),
      contradictionsSeen: contradictionKeys.default([]),
      withoutDocument: z.boolean().default(false),
    }),
  )
  .action(async ({ parsedInput, ctx }) => carryOn(await database(), parsedInput, ctx.person.id))

/** Keeps a merged text while it is typed; null once the person goes back to the offer. */
export const saveMergeDraftAction = action("changes.decide")
  .inputSchema(
    z.object({
      changeId,
      stepId: z.uuid(),
      found: typed,
      text: typed.nullable(),
      version: z.number().int().nonnegative(),
    }),
  )
  .action(async ({ parsedInput, ctx }) =>
    storeMergeDraft(await database(), ctx.person.id, parsedInput),
  )

/** Writes the note of a change anew, which GHL altered in the saving. */
export const rewriteNoteAction = action("changes.decide")
  .inputSchema(oneChange)
  .action(async ({ parsedInput, ctx }) =>
    rewriteNote(await database(), parsedInput.changeId, ctx.person.id),
  )

/** Takes a finished change back. */
export const undoChangeAction = action("changes.undo")
  .inputSchema(oneChange)
  .action(async ({ parsedInput, ctx }) =>
    undoChange(await database(), parsedInput.changeId, ctx.person),
  )
