import "server-only"
import { desc, gt, sql } from "drizzle-orm"
import { ghlFailures } from "#lib/db/schema/connection.ts"
import type { Db } from "#lib/db/store.ts"
import type { Failure, SharedFailure } from "./types.ts"

/** How long a failed call is told of. */
export const KEPT_DAYS = 7
const SHOWN = 20

/** The last calls to GHL that failed, in whichever process on this store, newest first. */
export async function recentFailures(db: Db): Promise<SharedFailure[]> {
  const rows = await db
    .select()
    .from(ghlFailures)
    .where(gt(ghlFailures.at, sql`now() - make_interval(days => ${KEPT_DAYS}::int)`))
    .orderBy(desc(ghlFailures.at), desc(ghlFailures.id))
    .limit(SHOWN)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** The same with those of this process of the app that are not in the store yet, or could not be kept. */
export function withOwnFailures(
  kept: readonly SharedFailure[],
  own: readonly Failure[],
): SharedFailure[] {
  const known = new Set(kept.map(({ id }) => id))
  const more = own
    .filter(({ id }) => !known.has(id))
    .map((failure) => ({ ...failure, process: "app" as const }))
  return [...kept, ...more]
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .slice(0, SHOWN)
}
