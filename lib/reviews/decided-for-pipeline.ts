import "server-only"
import { and, asc, eq, gt, sql } from "drizzle-orm"
import { z } from "zod"
import { recordAudit } from "#lib/audit/record.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { instant } from "#lib/instant.ts"
import { givePositions, packCursor, positionOf, unpackCursor } from "./poll-position.ts"
import { reviewSettings } from "./settings.ts"

/** What the pipeline learns of a draft that a person did not approve. */
type DecidedDraft = {
  id: string
  runId: string
  contactId: string
  status: "rejected" | "returned"
  /** ISO instant, in microseconds. */
  decidedAt: string
  /** A reason of the clinic's list, and what the reviewer wrote to it. Null where none was given. */
  reason: { id: string | null; label: string | null; text: string | null } | null
  /** What the pipeline is asked to do about a returned draft. */
  instructions: string | null
}

export type DecidedPage = {
  drafts: DecidedDraft[]
  /** Where to go on, now or at the next poll. Null while there was never anything. */
  cursor: string | null
  /** Whether more is there already. */
  more: boolean
}

/** Query of GET /api/drafts. */
export const decidedQuery = z.object({
  status: z.enum(["rejected", "returned"]),
  since: instant.optional(),
  cursor: z
    .string()
    .max(200)
    .optional()
    .transform((text, context) => {
      if (text === undefined) return null
      const found = unpackCursor(text)
      if (!found) context.addIssue({ code: "custom", message: "is not a cursor of this list" })
      return found
    }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

const decidedAt = sql<string>`to_char(${drafts.decidedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/**
 * Drafts that reviewers rejected or returned, for the pipeline: in the order in which polls met them,
 * which is that of the decisions unless one was stored late. A page that holds something is audited: it
 * carries what reviewers wrote out of Caredesk.
 */
export function decidedForPipeline(
  db: Db,
  { status, since, cursor, limit }: z.output<typeof decidedQuery>,
): Promise<DecidedPage> {
  return db.transaction(async (tx) => {
    await givePositions(tx)
    const after = cursor && (await positionOf(tx, cursor))
    const found = await tx
      .select({
        id: drafts.id,
        runId: drafts.runId,
        contactId: drafts.contactId,
        decidedAt,
        position: drafts.pollPosition,
        reasonId: drafts.rejectReasonId,
        reason: drafts.rejectReason,
        instructions: drafts.instructions,
      })
      .from(drafts)
      .where(
        and(
          eq(drafts.status, status),
          eq(drafts.origin, "pipeline"),
          gt(drafts.pollPosition, after ?? 0),
          since ? sql`${drafts.decidedAt} >= ${since}::timestamptz` : undefined,
        ),
      )
      .orderBy(asc(drafts.pollPosition))
      .limit(limit + 1)
    const rows = found.slice(0, limit)
    const last = rows.at(-1)?.position ?? null
    if (last === null) {
      return { drafts: [], cursor: after === null ? null : packCursor(after), more: false }
    }
    const { rejectReasons } = await reviewSettings(tx)
    await recordAudit(tx, {
      actor: "pipeline",
      action: "drafts.polled",
      detail: {
        status,
        count: rows.length,
        draftIds: rows.map(({ id }) => id),
        contactIds: [...new Set(rows.map(({ contactId }) => contactId))],
      },
    })
    return {
      drafts: rows.map(({ reasonId, reason, position: _, ...row }) => ({
        ...row,
        status,
        reason:
          reasonId === null && reason === null
            ? null
            : {
                id: reasonId,
                label: rejectReasons.find(({ id }) => id === reasonId)?.label ?? null,
                text: reason,
              },
      })),
      cursor: packCursor(last),
      more: found.length > limit,
    }
  })
}
