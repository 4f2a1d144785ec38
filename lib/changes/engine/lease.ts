import "server-only"
import { randomUUID } from "node:crypto"
import { and, eq, gt, inArray, type SQL, sql } from "drizzle-orm"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { ChangeRow, StepRow } from "./rows.ts"
import { dbNow, dbNowPlus } from "./time.ts"

/** Another worker has the change, or a person ended it: this one must send and record nothing more. */
export class LeaseLostError extends Error {
  constructor() {
    super("Another worker has this change")
    this.name = "LeaseLostError"
  }
}

/** How a worker keeps a change for itself. */
export type LeaseRule = {
  ms: number
  /** Test switch: no lease is looked at, and no attempt. */
  skip: boolean
}

/** A change in the hands of this worker. */
export type HeldChange = ChangeRow & { leaseRule: LeaseRule }

const free = sql`(${changes.leaseUntil} is null or ${changes.leaseUntil} < clock_timestamp())`

/** Whether a change is still in this worker's hands. */
const mine = (change: HeldChange, inTime: boolean): SQL | undefined =>
  change.leaseRule.skip
    ? eq(changes.id, change.id)
    : and(
        eq(changes.id, change.id),
        eq(changes.leaseToken, change.leaseToken ?? ""),
        inTime ? gt(changes.leaseUntil, dbNow()) : undefined,
      )

/**
 * A change that may be started or gone on with now, if no worker and no earlier change holds it. A hold is
 * over for good once it has begun: a clock that is set back must not hold it again.
 */
export const runnable = (rule: LeaseRule): SQL => sql`(
  ${changes.status} in ('held', 'queued', 'running', 'waiting', 'unsure')
  and ${rule.skip ? sql`true` : free}
  and (
    ${changes.status} in ('running', 'waiting', 'unsure')
    or ${changes.holdUntil} is null or ${changes.holdUntil} <= clock_timestamp()
  )
  and (${changes.resumeAt} is null or ${changes.resumeAt} <= clock_timestamp())
  and (${changes.status} in ('running', 'waiting', 'unsure') or not exists (
    select 1 from changes as other
    where other.contact_id = ${changes.contactId} and other.id <> ${changes.id} and (
      other.status in ('running', 'waiting', 'unsure')
      or (other.seq < ${changes.seq} and (
        other.status = 'queued' or (other.status = 'held' and other.hold_until <= clock_timestamp())
      ))
    )
  ))
)`

/**
 * Takes a change for this worker alone, or null when it may not run now. Changes of one contact run
 * one at a time in the order of their creation: an edit never conflicts with the one before it. The
 * lock on the contact makes that hold between processes.
 */
export function claimChange(
  db: Db,
  changeId: string,
  leaseMs: number,
  skip = false,
): Promise<HeldChange | null> {
  const rule: LeaseRule = { ms: leaseMs, skip }
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ contactId: changes.contactId })
      .from(changes)
      .where(eq(changes.id, changeId))
    if (!found) return null
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${found.contactId}, 0))`)
    const [claimed] = await tx
      .update(changes)
      .set({
        status: sql`case when ${changes.status} in ('held', 'queued') then 'running' else ${changes.status} end`,
        leaseToken: randomUUID(),
        leaseUntil: dbNowPlus(leaseMs),
        updatedAt: dbNow(),
      })
      .where(and(eq(changes.id, changeId), runnable(rule)))
      .returning()
    return claimed ? { ...claimed, leaseRule: rule } : null
  })
}

/** Keeps the lease while the worker lives. False: it is another's now. */
export async function renewLease(db: Db, change: HeldChange): Promise<boolean> {
  const rows = await db
    .update(changes)
    .set({ leaseUntil: dbNowPlus(change.leaseRule.ms) })
    .where(mine(change, true))
    .returning({ id: changes.id })
  return rows.length > 0
}

/** Runs a transaction that holds only while the change is this worker's. Throws LeaseLostError. */
export function withLease<T>(db: Db, change: HeldChange, act: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    const held = await tx
      .select({ id: changes.id })
      .from(changes)
      .where(mine(change, false))
      .for("update")
    if (held.length === 0) throw new LeaseLostError()
    return act(tx)
  })
}

/**
 * Records that a step is about to be sent, before it is: whoever finds `sending` after a crash knows
 * that the write may have happened. Checks the lease (which must not have run out) and the attempt,
 * and renews the lease for the time of the send. `read`: what is kept of the read that the send rests on.
 * Throws LeaseLostError.
 */
export function markSending(
  db: Db,
  change: HeldChange,
  step: StepRow,
  read: Record<string, string> = {},
): Promise<StepRow> {
  const { leaseRule } = change
  return db.transaction(async (tx) => {
    const held = await tx
      .update(changes)
      .set({
        status: "running",
        leaseUntil: dbNowPlus(leaseRule.ms),
        resumeAt: null,
        updatedAt: dbNow(),
      })
      .where(mine(change, true))
      .returning({ id: changes.id })
    if (held.length === 0) throw new LeaseLostError()
    const [marked] = await tx
      .update(changeSteps)
      .set({
        status: "sending",
        attempts: step.attempts + 1,
        sentAt: dbNow(),
        doubt: null,
        doubtSince: null,
        detail: { ...step.detail, ...read },
      })
      .where(
        and(
          eq(changeSteps.id, step.id),
          leaseRule.skip ? undefined : eq(changeSteps.attempts, step.attempts),
          leaseRule.skip
            ? undefined
            : inArray(changeSteps.status, ["pending", "sending", "unsure"]),
        ),
      )
      .returning()
    if (!marked) throw new LeaseLostError()
    return marked
  })
}
