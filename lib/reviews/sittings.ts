import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { dbNow } from "#lib/changes/engine/time.ts"
import { draftSittings } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { EvidencePart } from "./evidence-parts.ts"

export type Sitting = { activeSeconds: number; evidenceOpened: string[] }

/** Begins, or takes up again, a person's work on a draft: only time from now on may count. */
export async function beginSitting(db: Db, draftId: string, personId: string): Promise<void> {
  await db
    .insert(draftSittings)
    .values({ draftId, personId, openedAt: dbNow(), lastSeenAt: dbNow() })
    .onConflictDoUpdate({
      target: [draftSittings.draftId, draftSittings.personId],
      set: { lastSeenAt: dbNow() },
    })
}

/**
 * Adds what the browser says of the time since its last word: seconds at the page, and the evidence
 * opened. More seconds than have passed by the database's clock are not believed.
 */
export async function addToSitting(
  db: Db,
  input: { draftId: string; activeSeconds: number; evidenceOpened: readonly EvidencePart[] },
  personId: string,
): Promise<void> {
  const passed = sql`extract(epoch from (${dbNow()} - ${draftSittings.lastSeenAt}))`
  await db
    .update(draftSittings)
    .set({
      activeSeconds: sql`${draftSittings.activeSeconds} + least(${input.activeSeconds}::integer, floor(greatest(${passed}, 0))::integer)`,
      evidenceOpened: sql`(select coalesce(jsonb_agg(distinct part), '[]'::jsonb) from jsonb_array_elements_text(${draftSittings.evidenceOpened} || ${JSON.stringify(input.evidenceOpened)}::jsonb) as part)`,
      lastSeenAt: dbNow(),
    })
    .where(and(eq(draftSittings.draftId, input.draftId), eq(draftSittings.personId, personId)))
}

/** How a person has worked on a draft so far. */
export async function sittingOf(db: Db, draftId: string, personId: string): Promise<Sitting> {
  const [row] = await db
    .select({
      activeSeconds: draftSittings.activeSeconds,
      evidenceOpened: draftSittings.evidenceOpened,
    })
    .from(draftSittings)
    .where(and(eq(draftSittings.draftId, draftId), eq(draftSittings.personId, personId)))
  return row ?? { activeSeconds: 0, evidenceOpened: [] }
}
