import "server-only"
import { and, count, desc, eq, isNotNull, or } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { isOpenDrift } from "#lib/changes/differences.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import type { ChangeStatus } from "#lib/changes/types.ts"
import { changes, drifts, reconcileRuns } from "#lib/db/schema/changes.ts"
import { people } from "#lib/db/schema/people.ts"
import { decisions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { DriftKind } from "./types.ts"

/** How many differences nobody has looked at. */
export async function openDriftCount(db: Db): Promise<number> {
  const [row] = await db.select({ n: count() }).from(drifts).where(isOpenDrift)
  return row?.n ?? 0
}

/** A difference as screens show it. */
export type DriftView = {
  id: string
  kind: DriftKind
  /** The field's name, the tag, the note's reference or id. */
  what: string
  /** The change that wrote the decision; null where a text was accepted and nothing was written. */
  changeId: string | null
  /** The change wrote an approved summary; false for a note that a coordinator wrote. */
  approved: boolean
  /** The review of an accepted text; null where there is a change. */
  reviewId: string | null
  contactId: string
  /** Who made the decision, and when it was written, or made where nothing was. ISO instants. */
  decidedBy: string
  writtenAt: string
  foundAt: string
  lastSeenAt: string
  /** The change that marks a surplus note or writes an altered one anew, and where it stands. */
  mend: { changeId: string; status: ChangeStatus } | null
}

/** Differences read at once. */
const MOST = 500

/** Differences that nobody has looked at yet, the last found first; at most `limit` of them. */
export async function openDrifts(db: Db, limit: number = MOST): Promise<DriftView[]> {
  const found = await db
    .select({ drift: drifts, change: changes, decision: decisions, decidedBy: people.name })
    .from(drifts)
    .leftJoin(changes, eq(changes.id, drifts.changeId))
    .leftJoin(decisions, eq(decisions.id, drifts.decisionId))
    .innerJoin(people, or(eq(people.id, changes.personId), eq(people.id, decisions.personId)))
    .where(isOpenDrift)
    .orderBy(desc(drifts.foundAt), drifts.id)
    .limit(limit)
  const mends = await db
    .select({ id: changes.id, status: changes.status })
    .from(changes)
    .innerJoin(drifts, eq(drifts.mendedBy, changes.id))
    .where(isOpenDrift)
  return found.map(({ drift, change, decision, decidedBy }) => {
    const writtenAt = change ? (change.finishedAt ?? change.createdAt) : decision?.at
    const mend = mends.find(({ id }) => id === drift.mendedBy)
    return {
      id: drift.id,
      kind: drift.kind,
      what: drift.what,
      changeId: drift.changeId,
      approved: change?.kind === "review",
      reviewId: decision?.draftId ?? null,
      contactId: drift.contactId,
      decidedBy,
      writtenAt: (writtenAt ?? drift.foundAt).toISOString(),
      foundAt: drift.foundAt.toISOString(),
      lastSeenAt: drift.lastSeenAt.toISOString(),
      mend: mend ? { changeId: mend.id, status: mend.status } : null,
    }
  })
}

/** When the last look ended, as an ISO instant; null when none has. */
export async function lastLook(
  db: Db,
): Promise<{ at: string; checked: number; unread: number } | null> {
  const [run] = await db
    .select()
    .from(reconcileRuns)
    .where(isNotNull(reconcileRuns.finishedAt))
    .orderBy(desc(reconcileRuns.finishedAt))
    .limit(1)
  if (!run?.finishedAt) return null
  return { at: run.finishedAt.toISOString(), checked: run.checked, unread: run.unread }
}

/** A person has looked at a difference and leaves it so. False when it is no longer open. */
export function acceptDrift(db: Db, driftId: string, personId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [accepted] = await tx
      .update(drifts)
      .set({ acceptedBy: personId, acceptedAt: dbNow() })
      .where(and(eq(drifts.id, driftId), isOpenDrift))
      .returning()
    if (!accepted) return false
    await recordAudit(tx, {
      actor: "person",
      personId,
      action: "drift.accepted",
      contactId: accepted.contactId,
      detail: {
        driftId,
        ...(accepted.changeId === null
          ? { decisionId: accepted.decisionId }
          : { changeId: accepted.changeId }),
        kind: accepted.kind,
      },
    })
    return true
  })
}
