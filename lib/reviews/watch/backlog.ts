import "server-only"
import { and, asc, count, eq, gt, ne, type SQL, sql } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { editsOf, isEdited, mayAcceptUnopened } from "./backlog-edits.ts"
import type { BacklogPage } from "./backlog-types.ts"
import { dbTime } from "./db-time.ts"

/** Texts a page shows: as many as are read in one go, and names to ask GHL for. */
const BACKLOG_PAGE = 20

/** Texts that stood in GHL before Caredesk, not decided yet. */
export const inBacklog = and(
  eq(drafts.origin, "watch"),
  eq(drafts.backlog, true),
  eq(drafts.status, "waiting"),
)

/** How many texts the backlog holds, of those that also are so. */
async function backlogCount(db: Db, those?: SQL): Promise<number> {
  const [row] = await db.select({ n: count() }).from(drafts).where(and(inBacklog, those))
  return row?.n ?? 0
}

/** A contact that GHL does not give is shown without its name. */
async function nameOf(contactId: string): Promise<string | null> {
  try {
    return (await ghl().getContact(contactId)).name || null
  } catch (error) {
    if (error instanceof GhlError) return null
    throw error
  }
}

/** The texts of the backlog that follow an id, a page of them, in the order of their ids. */
export async function readBacklog(
  db: Db,
  { after, personId }: { after: string | null; personId: string },
): Promise<BacklogPage> {
  const rows = await db
    .select({
      id: drafts.id,
      contactId: drafts.contactId,
      text: drafts.summary,
      foundAt: drafts.receivedAt,
      heldBy: sql<
        string | null
      >`case when ${drafts.claimedUntil} > clock_timestamp() then ${people.name} end`,
    })
    .from(drafts)
    .leftJoin(people, and(eq(people.id, drafts.claimedBy), ne(people.id, personId)))
    .where(and(inBacklog, after === null ? undefined : gt(drafts.id, after)))
    .orderBy(asc(drafts.id))
    .limit(BACKLOG_PAGE + 1)
  const shown = rows.slice(0, BACKLOG_PAGE)
  const ids = shown.map(({ id }) => id)
  await recordAudit(db, {
    actor: "person",
    personId,
    action: "draft.backlog-read",
    detail: { drafts: ids, contactIds: shown.map(({ contactId }) => contactId) },
  })
  const edits = await editsOf(db, ids, personId)
  const names = await Promise.all(shown.map(({ contactId }) => nameOf(contactId)))
  return {
    total: await backlogCount(db),
    acceptable: await backlogCount(db, mayAcceptUnopened(db, personId)),
    edited: await backlogCount(db, isEdited(db)),
    asOf: await dbTime(db),
    next: rows.length > BACKLOG_PAGE ? (shown.at(-1)?.id ?? null) : null,
    rows: shown.map((row, index) => ({
      ...row,
      clientName: names[index] ?? null,
      foundAt: row.foundAt.toISOString(),
      edited: edits.get(row.id) ?? null,
    })),
  }
}
