import "server-only"
import { setTimeout as sleep } from "node:timers/promises"
import { eq, sql } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { reconcileRuns } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { answersStill } from "./answers-still.ts"
import { contactsToCheck } from "./decisions.ts"
import { openDriftCount } from "./list.ts"
import { lookAtContact } from "./look.ts"

/** GHL failed for so many contacts in a row: if it is down, asking on would only add to that. */
const FAILURES_IN_A_ROW = 3

/** What keeps a run going where it stood, and alone. */
export type Place = {
  /** The contact it has come to; null at the start. */
  after: string | null
  /** Keeps the place. False: another process has taken the run over. */
  reached(contactId: string): Promise<boolean>
  /** Pause between contacts, ms. */
  pauseMs: number
}

/**
 * Holds every finished decision of the last 30 days against GHL, one contact after the other, in the
 * background lane of the rate budget. Contacts that cannot be read are counted and passed. False when
 * it broke off, since GHL is down or it was told to, to be gone on with later.
 */
export async function runReconciliation(
  db: Db,
  ghl: Ghl,
  runId: string,
  place: Place,
  signal?: AbortSignal,
): Promise<boolean> {
  let inARow = 0
  let readable: string | null = null
  const failed = new Set<string>()
  for (const contactId of await contactsToCheck(db, place.after)) {
    if (signal?.aborted) return false
    const look = await lookAtContact(db, ghl, contactId)
    if (look.failed) {
      failed.add(contactId)
      inARow += 1
    } else {
      inARow = 0
      if (look.checked > 0) readable = contactId
    }
    if (inARow >= FAILURES_IN_A_ROW) {
      if (!(await answersStill(ghl, readable, failed))) return false
      inARow = 0
    }
    await db
      .update(reconcileRuns)
      .set({
        checked: sql`${reconcileRuns.checked} + ${look.checked}`,
        unread: sql`${reconcileRuns.unread} + ${look.unread}`,
      })
      .where(eq(reconcileRuns.id, runId))
    if (!(await place.reached(contactId))) return false
    if (place.pauseMs > 0) await sleep(place.pauseMs, undefined, { ref: false })
  }
  await finish(db, runId)
  return true
}

async function finish(db: Db, runId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const open = await openDriftCount(tx)
    const [run] = await tx
      .update(reconcileRuns)
      .set({ finishedAt: dbNow(), drifts: open })
      .where(eq(reconcileRuns.id, runId))
      .returning()
    await recordAudit(tx, {
      actor: "system",
      action: "reconcile.finished",
      detail: {
        runId,
        checked: run?.checked ?? 0,
        unread: run?.unread ?? 0,
        drifts: open,
      },
    })
  })
}

/** Begins a look that somebody asked for; answers its id. */
export async function beginRun(db: Db): Promise<string> {
  const [run] = await db.insert(reconcileRuns).values({}).returning({ id: reconcileRuns.id })
  if (!run) throw new Error("The look was not stored")
  await recordAudit(db, {
    actor: "system",
    action: "reconcile.started",
    detail: { runId: run.id, night: null },
  })
  return run.id
}
