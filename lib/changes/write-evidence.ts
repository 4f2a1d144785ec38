import "server-only"
import { and, desc, eq, inArray, isNotNull, ne, sql } from "drizzle-orm"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { FailureKind } from "./failures.ts"

const NO_RIGHT: FailureKind[] = ["missing-scope", "forbidden"]

/** ISO instants. `traceId`: of the refusal, for GHL's support. */
export type WriteEvidence = {
  /** The last write that was read back from GHL; null: none. */
  writtenAt: string | null
  /** Since when GHL refuses this token its writes; null while nothing says so. */
  refused: { since: string; kind: "missing-scope" | "forbidden"; traceId: string | null } | null
}

/**
 * What the store knows of the right to write. Writing is never tried for the sake of knowing: a change
 * that stopped for want of the right tells, in whichever process it ran, until it is tried again with
 * success, is given up, or another one was written since. A change of a task may have stopped for want
 * of the right to read tasks, and says nothing.
 */
export async function writeEvidence(db: Db): Promise<WriteEvidence> {
  const [stopped] = await db
    .select({ at: changes.updatedAt, kind: changes.failureKind, traceId: changes.traceId })
    .from(changes)
    .where(
      and(
        eq(changes.status, "stopped"),
        inArray(changes.failureKind, NO_RIGHT),
        ne(changes.kind, "task"),
      ),
    )
    .orderBy(desc(changes.updatedAt))
    .limit(1)
  const [written] = await db
    .select({ at: sql<Date | string | null>`max(${changeSteps.finishedAt})` })
    .from(changeSteps)
    .where(
      and(
        eq(changeSteps.status, "done"),
        eq(changeSteps.alreadySo, false),
        isNotNull(changeSteps.sentAt),
      ),
    )
  const writtenAt = written?.at ? new Date(written.at).toISOString() : null
  const since = stopped?.at.toISOString()
  return {
    writtenAt,
    refused:
      stopped && since && (writtenAt === null || writtenAt <= since)
        ? {
            since,
            kind: stopped.kind === "forbidden" ? "forbidden" : "missing-scope",
            traceId: stopped.traceId,
          }
        : null,
  }
}
