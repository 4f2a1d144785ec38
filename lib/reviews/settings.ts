import "server-only"
import { eq } from "drizzle-orm"
import { z } from "zod"
import { settings } from "#lib/db/schema/settings.ts"
import type { Db } from "#lib/db/store.ts"

const KEY = "reviews"

const schema = z.object({
  /** In the order of the list. A reason that was taken off stays, so that old decisions keep their words. */
  rejectReasons: z
    .array(z.object({ id: z.string(), label: z.string(), retired: z.boolean().default(false) }))
    .default([
      { id: "wrong-client", label: "About another client", retired: false },
      { id: "wrong-values", label: "Values do not match the report", retired: false },
      { id: "wrong-advice", label: "Advice that must not be given", retired: false },
      { id: "incomplete", label: "Leaves out what matters", retired: false },
      { id: "unreadable", label: "Cannot be understood", retired: false },
      { id: "other", label: "Another reason", retired: false },
    ]),
  /** A draft with critical values needs the approval of two people. */
  secondApprover: z.boolean().default(false),
  /** Hours within which a draft is to be decided. */
  targetHours: z
    .object({ urgent: z.number().positive(), normal: z.number().positive() })
    .default({ urgent: 4, normal: 48 }),
})

export type ReviewSettings = z.output<typeof schema>

/** How this clinic reviews, as its administrators decided; defaults until they did. */
export async function reviewSettings(db: Db): Promise<ReviewSettings> {
  const [row] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, KEY))
  return schema.catch(schema.parse({})).parse(row?.value ?? {})
}
