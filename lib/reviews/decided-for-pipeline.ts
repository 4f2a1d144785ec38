import "server-only"
import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { z } from "zod"
import { recordAudit } from "#lib/audit/record.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
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

const position = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])

const pack = (at: string, id: string) => Buffer.from(JSON.stringify([at, id])).toString("base64url")

function unpack(cursor: string): z.output<typeof position> | null {
  try {
    const parsed = position.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Query of GET /api/drafts. */
export const decidedQuery = z.object({
  status: z.enum(["rejected", "returned"]),
  since: z.iso.datetime({ offset: true }).optional(),
  cursor: z
    .string()
    .max(200)
    .optional()
    .transform((text, context) => {
      if (text === undefined) return null
      const found = unpack(text)
      if (!found) context.addIssue({ code: "custom", message: "is not a cursor of this list" })
      return found
    }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** Decisions younger than this are told at the next poll: one stored before them may commit after them. */
const SETTLE_MS = 5_000

const decidedAt = sql<string>`to_char(${drafts.decidedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const after = ([at, id]: z.output<typeof position>): SQL =>
  sql`(${drafts.decidedAt}, ${drafts.id}) > (${at}::timestamptz, ${id}::uuid)`

/**
 * Drafts that reviewers rejected or returned, in the order of their decisions, for the pipeline. A
 * page that holds something is audited: it carries what reviewers wrote out of Caredesk.
 */
export async function decidedForPipeline(
  db: Db,
  { status, since, cursor, limit }: z.output<typeof decidedQuery>,
): Promise<DecidedPage> {
  const found = await db
    .select({
      id: drafts.id,
      runId: drafts.runId,
      contactId: drafts.contactId,
      decidedAt,
      reasonId: drafts.rejectReasonId,
      reason: drafts.rejectReason,
      instructions: drafts.instructions,
    })
    .from(drafts)
    .where(
      and(
        eq(drafts.status, status),
        eq(drafts.origin, "pipeline"),
        sql`${drafts.decidedAt} <= clock_timestamp() - ${SETTLE_MS}::double precision * interval '1 millisecond'`,
        since ? sql`${drafts.decidedAt} >= ${since}::timestamptz` : undefined,
        cursor ? after(cursor) : undefined,
      ),
    )
    .orderBy(asc(drafts.decidedAt), asc(drafts.id))
    .limit(limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  if (!last) return { drafts: [], cursor: cursor && pack(...cursor), more: false }
  const { rejectReasons } = await reviewSettings(db)
  await recordAudit(db, {
    actor: "pipeline",
    action: "drafts.polled",
    detail: { status, count: rows.length, draftIds: rows.map(({ id }) => id) },
  })
  return {
    drafts: rows.map(({ reasonId, reason, ...row }) => ({
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
    cursor: pack(last.decidedAt, last.id),
    more: found.length > limit,
  }
}
