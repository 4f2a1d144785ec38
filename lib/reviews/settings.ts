import "server-only"
import { randomUUID } from "node:crypto"
import { eq, sql } from "drizzle-orm"
import { z } from "zod"
import { recordAudit } from "#lib/audit/record.ts"
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
  return (await storedSettings(db)).settings
}

/** Whether the clinic asks for two people behind a critical draft, for conditions on drafts. */
export const asksForTwo = sql<boolean>`exists (select 1 from ${settings} where ${settings.key} = ${KEY} and ${settings.value} -> 'secondApprover' = 'true'::jsonb)`

/** The settings and which state of them this is, so that two administrators do not overwrite each other. */
export async function storedSettings(
  db: Db,
): Promise<{ settings: ReviewSettings; version: string }> {
  const [row] = await db
    .select({ value: settings.value, version: sql<string>`${settings.updatedAt}::text` })
    .from(settings)
    .where(eq(settings.key, KEY))
  return {
    settings: schema.catch(schema.parse({})).parse(row?.value ?? {}),
    version: row?.version ?? NEVER,
  }
}

/** The version before anybody has saved. */
const NEVER = "never"

/** A reason as it was edited: without an id it is new. */
type EditedReason = { id: string | null; label: string; retired: boolean }

export type EditedSettings = Pick<ReviewSettings, "secondApprover" | "targetHours"> & {
  rejectReasons: EditedReason[]
}

/** Reasons in their new order. One that is in use somewhere never goes: left out, it is retired. */
function reasonsAfter(before: ReviewSettings, edited: EditedReason[]) {
  const known = new Map(before.rejectReasons.map((reason) => [reason.id, reason]))
  const kept = edited.map(({ id, label, retired }) => {
    const mine = id !== null && known.delete(id) ? id : randomUUID()
    return { id: mine, label, retired }
  })
  return [...kept, ...[...known.values()].map((reason) => ({ ...reason, retired: true }))]
}

/** Stores the settings, unless somebody else has changed them since `version`. Audited. */
export function saveReviewSettings(
  db: Db,
  { version, edited }: { version: string; edited: EditedSettings },
  personId: string,
): Promise<"saved" | "changed"> {
  return db.transaction(async (tx) => {
    // The row may not be there yet, so the lock is on its name.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${KEY}, 0))`)
    const before = await storedSettings(tx)
    if (before.version !== version) return "changed"
    const value: ReviewSettings = {
      ...edited,
      rejectReasons: reasonsAfter(before.settings, edited.rejectReasons),
    }
    const stored = { value, updatedBy: personId, updatedAt: sql`clock_timestamp()` }
    await tx
      .insert(settings)
      .values({ key: KEY, ...stored })
      .onConflictDoUpdate({ target: settings.key, set: stored })
    await recordAudit(tx, {
      actor: "person",
      personId,
      action: "reviews.settings-changed",
      detail: {
        secondApprover: value.secondApprover,
        urgentHours: value.targetHours.urgent,
        normalHours: value.targetHours.normal,
        reasons: value.rejectReasons.filter(({ retired }) => !retired).map(({ label }) => label),
        retired: value.rejectReasons.filter(({ retired }) => retired).map(({ label }) => label),
      },
    })
    return "saved"
  })
}
