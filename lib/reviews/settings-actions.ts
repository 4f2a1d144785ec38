"use server"

import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { action } from "#lib/people/action.ts"
import { typedText } from "#lib/typed-text.ts"
import { saveReviewSettings, storedSettings } from "./settings.ts"

const hours = z.number().min(0.5).max(720)

const edited = z.object({
  rejectReasons: z
    .array(
      z.object({
        id: typedText(100).nullable(),
        label: typedText(200).pipe(z.string().trim().min(3).max(80)),
        retired: z.boolean(),
      }),
    )
    .max(50)
    .refine((reasons) => reasons.some(({ retired }) => !retired), {
      error: "At least one reason must be in use.",
    })
    .refine(
      (reasons) => {
        const used = reasons.filter(({ retired }) => !retired)
        return new Set(used.map(({ label }) => label.toLowerCase())).size === used.length
      },
      { error: "Two reasons have the same words." },
    ),
  secondApprover: z.boolean(),
  targetHours: z
    .object({ urgent: hours, normal: hours })
    .refine(({ urgent, normal }) => urgent <= normal, {
      error: "Urgent drafts cannot have longer than the others.",
    }),
})

/** Stores how this clinic reviews, and answers it as stored. `changed`: somebody else did in between, and nothing was stored. */
export const saveSettings = action("reviews.settings")
  .inputSchema(z.object({ version: z.string().max(100), edited }))
  .action(async ({ parsedInput, ctx }) => {
    const db = await database()
    const outcome = await saveReviewSettings(db, parsedInput, ctx.person.id)
    return outcome === "saved" ? { outcome, now: await storedSettings(db) } : { outcome }
  })
