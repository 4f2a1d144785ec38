import "server-only"
import { eq, sql } from "drizzle-orm"
import { z } from "zod"
import { settings } from "#lib/db/schema/settings.ts"
import type { Db } from "#lib/db/store.ts"
import { withWatchLease } from "./lease.ts"
import { unreadableSchema } from "./unreadable.ts"

const KEY = "watch"

const schema = z.object({
  /** Contacts updated from this instant of GHL's on are walked over; null: all. ISO. */
  since: z.string().nullable().default(null),
  /** Where in those the last look stopped; null: at their beginning. */
  after: z.string().nullable().default(null),
  /** When this walk began, by the database's clock. ISO; null between two walks. */
  begunAt: z.string().nullable().default(null),
  /** The newest dateUpdated met in this walk. ISO. */
  newest: z.string().nullable().default(null),
  /** Whether the walk has met its last contact; what is left of it is in `toRead`. */
  ended: z.boolean().default(false),
  /** Contacts to read by id before the walk goes on: their text seems to be unknown. */
  toRead: z.array(z.string()).default([]),
  /** Contacts with a write of ours on its way: looked at again when it is over. */
  toRevisit: z.array(z.string()).default([]),
  /** Contacts that are tried again later: nothing waits for them. */
  unreadable: z.array(unreadableSchema).default([]),
  /** Whether every contact was met once. What is found before that is the backlog. */
  backlogTaken: z.boolean().default(false),
})

/** How far the watch has come. Instants, positions and ids of contacts: nothing of what they hold. */
export type WatchState = z.output<typeof schema>

/** Where the watch stands; at the very beginning on a new installation. */
export async function readWatchState(db: Db): Promise<WatchState> {
  const [row] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, KEY))
  return schema.catch(schema.parse({})).parse(row?.value ?? {})
}

/** Remembers how far the watch came. Throws WatchLeaseLostError when another process looks by now. */
export const saveWatchState = (db: Db, token: string, value: WatchState): Promise<void> =>
  withWatchLease(db, token, async (tx) => {
    await tx
      .insert(settings)
      .values({ key: KEY, value })
      .onConflictDoUpdate({
        target: settings.key,
        set: { value, updatedAt: sql`clock_timestamp()` },
      })
  })
