import "server-only"
import { randomUUID } from "node:crypto"
import { and, eq, sql } from "drizzle-orm"
import { settings } from "#lib/db/schema/settings.ts"
import type { Db } from "#lib/db/store.ts"

const KEY = "watch.lease"

/** Another process looks by now: this one must record nothing more. */
export class WatchLeaseLostError extends Error {
  constructor() {
    super("Another process has the watch")
    this.name = "WatchLeaseLostError"
  }
}

/** `until` is kept as epoch milliseconds of the database's clock. */
const until = (ms: number) =>
  sql`(extract(epoch from clock_timestamp()) * 1000 + ${ms}::double precision)`
const leaseOf = (token: string, ms: number) =>
  sql`jsonb_build_object('token', ${token}::text, 'until', ${until(ms)})`
const runOut = sql`(${settings.value}->>'until')::double precision
  <= extract(epoch from clock_timestamp()) * 1000`
const isMine = (token: string) =>
  and(eq(settings.key, KEY), sql`${settings.value}->>'token' = ${token}`)

/** Takes the watch for this process for `ms`; null while another one has it, however many ask. */
export async function takeWatchLease(db: Db, ms: number): Promise<string | null> {
  const token = randomUUID()
  const value = leaseOf(token, ms)
  const taken = await db
    .insert(settings)
    .values({ key: KEY, value })
    .onConflictDoUpdate({ target: settings.key, set: { value }, setWhere: runOut })
    .returning({ key: settings.key })
  return taken.length > 0 ? token : null
}

/** Keeps the watch for `ms` from now. Throws WatchLeaseLostError. */
export async function keepWatchLease(db: Db, token: string, ms: number): Promise<void> {
  const kept = await db
    .update(settings)
    .set({ value: leaseOf(token, ms) })
    .where(isMine(token))
    .returning({ key: settings.key })
  if (kept.length === 0) throw new WatchLeaseLostError()
}

/** Records something in a transaction in which no other process can take the watch. Throws WatchLeaseLostError. */
export function withWatchLease<T>(db: Db, token: string, act: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    const mine = await tx.select().from(settings).where(isMine(token)).for("update")
    if (mine.length === 0) throw new WatchLeaseLostError()
    return act(tx)
  })
}

/** Frees the watch of whoever had it: for a store that no other process can have open. */
export async function freeWatchLease(db: Db): Promise<void> {
  await db.delete(settings).where(eq(settings.key, KEY))
}
