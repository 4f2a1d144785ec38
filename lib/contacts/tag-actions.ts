"use server"

import { z } from "zod"
import { env } from "#lib/env.ts"
import { ghlId } from "#lib/ghl/ids.ts"
import { action } from "#lib/people/action.ts"
import { LIFECYCLE_STEPS, lifecycleStep } from "./lifecycle.ts"
import { storeChange } from "./store-change.ts"

/** Adds or removes one tag; sent at once. */
export const editTag = action("contacts.edit-tags")
  .inputSchema(
    z.object({
      contactId: ghlId,
      act: z.enum(["add-tag", "remove-tag"]),
      tag: z.string().max(1_000),
    }),
  )
  .action(({ parsedInput, ctx }) =>
    storeChange({
      contactId: parsedInput.contactId,
      kind: "tags",
      personId: ctx.person.id,
      steps: [{ kind: parsedInput.act, tag: parsedInput.tag }],
    }),
  )

/** Takes a step of the lifecycle; held so that it can be cancelled before automations run. */
export const moveLifecycle = action("contacts.move-lifecycle")
  .inputSchema(
    z.object({ contactId: ghlId, stepId: z.enum(LIFECYCLE_STEPS.map((step) => step.id)) }),
  )
  .action(async ({ parsedInput, ctx }) => {
    const step = lifecycleStep(parsedInput.stepId)
    if (!step) return { outcome: "refused", message: "There is no such step." } as const
    return storeChange({
      contactId: parsedInput.contactId,
      kind: "lifecycle",
      personId: ctx.person.id,
      holdSeconds: env().TAG_HOLD_SECONDS,
      steps: [
        ...step.add.map((tag) => ({ kind: "add-tag", tag }) as const),
        ...step.remove.map((tag) => ({ kind: "remove-tag", tag }) as const),
      ],
    })
  })
