"use server"

import { returnServerError } from "next-safe-action"
import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { ghlId } from "#lib/ghl/ids.ts"
import { action } from "#lib/people/action.ts"
import { allows } from "#lib/people/permissions.ts"
import type { Problem } from "#lib/problem.ts"
import { discardDraft, storeDraft, submitComposer } from "./composer.ts"
import { LIFECYCLE_STEPS } from "./lifecycle.ts"

// Postgres stores no NUL.
const written = z
  .string()
  .max(100_000)
  .transform((text) => text.replaceAll("\0", "").toWellFormed())
const text = z.object({
  callNotes: written,
  note: written,
  lifecycleStep: z.enum(LIFECYCLE_STEPS.map((step) => step.id)).nullable(),
})

/** Keeps what a person is writing on a contact; called while they type. */
export const saveComposerDraft = action("contacts.edit-notes")
  .inputSchema(z.object({ contactId: ghlId, text, seenCallNotes: written }))
  .action(async ({ parsedInput: { contactId, text, seenCallNotes }, ctx }) => {
    await storeDraft(await database(), ctx.person.id, contactId, { ...text, seenCallNotes })
    return { savedAt: new Date().toISOString() }
  })

/** Throws the person's unsaved text on a contact away. */
export const discardComposerDraft = action("contacts.edit-notes")
  .inputSchema(z.object({ contactId: ghlId }))
  .action(async ({ parsedInput, ctx }) => {
    await discardDraft(await database(), ctx.person.id, parsedInput.contactId)
    return { discarded: true }
  })

/** Saves call notes, a lifecycle step and a note, as chosen, in one change. */
export const saveComposer = action("contacts.edit-notes")
  .inputSchema(
    z.object({
      contactId: ghlId,
      submissionId: z.uuid(),
      text,
      seenCallNotes: written,
      seenTags: z.array(z.string().max(1_000)).max(1_000),
    }),
  )
  .action(async ({ parsedInput, ctx }) => {
    if (parsedInput.text.lifecycleStep && !allows(ctx.person.role, "contacts.move-lifecycle")) {
      returnServerError<Problem>({
        kind: "forbidden",
        title: "Your role may not take lifecycle steps. Nothing was changed.",
      })
    }
    return submitComposer(await database(), parsedInput, ctx.person)
  })
