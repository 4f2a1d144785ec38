import "server-only"
import { eq, sql } from "drizzle-orm"
import { z } from "zod"
import { settings } from "#lib/db/schema/settings.ts"
import type { Db } from "#lib/db/store.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { GHL_WORDS } from "#lib/problem.ts"
import { dbTime } from "./db-time.ts"
import { withWatchLease } from "./lease.ts"
import type { StandingReason, WatchNews } from "./news-types.ts"

const KEY = "watch.news"

/** GHL shows no field of the key that call notes have. */
export class NoCallNotesError extends Error {
  constructor() {
    super("GHL shows no field call_notes")
    this.name = "NoCallNotesError"
  }
}

/** What a look came to. */
export type LookResult = {
  /** It has met every contact that was updated; else the next look goes on. */
  complete: boolean
  /** Contacts put aside. */
  unreadable: number
}

const why = z.enum(["no-field", "bug", ...(Object.keys(GHL_WORDS) as (keyof typeof GHL_WORDS)[])])

const schema = z.object({
  /** The last look that met everything. Instants are of the database's clock, ISO. */
  completeAt: z.string().nullable().default(null),
  /** The last look that did not fail. */
  lookedAt: z.string().nullable().default(null),
  unreadable: z.number().int().default(0),
  lastFailure: z
    .object({ at: z.string(), why, traceId: z.string().nullable() })
    .nullable()
    .default(null),
  /** Whether no look has gone well since that failure. */
  failing: z.boolean().default(false),
})

type Kept = z.output<typeof schema>

async function read(db: Db): Promise<Kept> {
  const [row] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, KEY))
  return schema.catch(schema.parse({})).parse(row?.value ?? {})
}

const keep = (db: Db, token: string, change: (before: Kept, now: string) => Kept): Promise<void> =>
  withWatchLease(db, token, async (tx) => {
    const value = change(await read(tx), await dbTime(tx))
    await tx
      .insert(settings)
      .values({ key: KEY, value })
      .onConflictDoUpdate({
        target: settings.key,
        set: { value, updatedAt: sql`clock_timestamp()` },
      })
  })

/** Keeps that a look went well. Throws WatchLeaseLostError. */
export const keepLooked = (db: Db, token: string, look: LookResult): Promise<void> =>
  keep(db, token, (before, now) => ({
    ...before,
    lookedAt: now,
    completeAt: look.complete ? now : before.completeAt,
    unreadable: look.unreadable,
    failing: false,
  }))

/** Why a look failed; kept and shown without GHL's message. */
export function reasonOf(error: unknown): Exclude<StandingReason, "silent"> {
  if (error instanceof GhlError) return error.kind
  return error instanceof NoCallNotesError ? "no-field" : "bug"
}

/** Keeps that a look failed, by kind and traceId alone. Throws WatchLeaseLostError. */
export const keepFailed = (db: Db, token: string, error: unknown): Promise<void> =>
  keep(db, token, (before, now) => ({
    ...before,
    lastFailure: {
      at: now,
      why: reasonOf(error),
      traceId: error instanceof GhlError ? error.traceId : null,
    },
    failing: true,
  }))

/** After so many intervals without a look, or minutes where these are longer, something is wrong. */
const MISSED_LOOKS = 5
const MISSED_MS = 5 * 60_000

/** How the watch stands; `everySeconds` is the interval of its looks, 0: there are none. */
export async function watchNews(db: Db, everySeconds: number): Promise<WatchNews> {
  if (everySeconds === 0) return { state: "off" }
  const { completeAt, lookedAt, unreadable, lastFailure, failing } = await read(db)
  const now = Date.parse(await dbTime(db))
  const tooOld = (at: string) =>
    now - Date.parse(at) > Math.max(MISSED_MS, MISSED_LOOKS * everySeconds * 1_000)
  const standing = (why: StandingReason, traceId: string | null) =>
    ({ state: "standing", since: completeAt, why, traceId }) as const
  if (failing && lastFailure) return standing(lastFailure.why, lastFailure.traceId)
  if (lookedAt !== null && tooOld(lookedAt)) return standing("silent", null)
  if (completeAt === null) return { state: "first" }
  return { state: "looked", at: completeAt, behind: tooOld(completeAt), unreadable }
}
