import "server-only"
import { asc, count, desc, eq } from "drizzle-orm"
import { changes } from "#lib/db/schema/changes.ts"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { readDraftContact } from "./contact-of-draft.ts"
import { reopenCancelled } from "./reopen.ts"
import { modelInWords } from "./review.ts"
import { checkRightClient } from "./right-client.ts"
import type { InboxRow, ReviewStatus } from "./types.ts"

/** Rows a queue shows; names are read one contact each, so it stays within GHL's budget. */
const ROWS = 50

/** How many drafts each queue holds. */
export async function inboxCounts(db: Db): Promise<Record<ReviewStatus, number>> {
  await reopenCancelled(db)
  const rows = await db
    .select({ status: drafts.status, n: count() })
    .from(drafts)
    .groupBy(drafts.status)
  const of = (status: ReviewStatus) => rows.find((row) => row.status === status)?.n ?? 0
  return {
    waiting: of("waiting"),
    returned: of("returned"),
    approved: of("approved"),
    rejected: of("rejected"),
    superseded: of("superseded"),
  }
}

/**
 * A queue of the inbox: what waits longest first, what was decided last first. A contact that GHL
 * does not give is shown without its name; the inbox works while GHL is down.
 */
export async function listInbox(db: Db, status: ReviewStatus): Promise<InboxRow[]> {
  await reopenCancelled(db)
  const rows = await db
    .select({ draft: drafts, decidedBy: people.name, writeBack: changes.status })
    .from(drafts)
    .leftJoin(people, eq(people.id, drafts.decidedBy))
    .leftJoin(changes, eq(changes.id, drafts.changeId))
    .where(eq(drafts.status, status))
    .orderBy(status === "waiting" ? asc(drafts.receivedAt) : desc(drafts.decidedAt))
    .limit(ROWS)
  const contacts = await Promise.allSettled(
    rows.map(({ draft }) => readDraftContact(draft.contactId)),
  )
  return rows.map(({ draft, decidedBy, writeBack }, index) => {
    const read = contacts[index]
    const found = read?.status === "fulfilled" ? read.value : null
    const client =
      found &&
      checkRightClient({ userId: draft.userId, documentId: draft.source.documentId }, found)
    const compared = client && [client.userId.state, client.document.state].includes("match")
    return {
      id: draft.id,
      contactId: draft.contactId,
      clientName: found?.contact.name || null,
      status: draft.status,
      receivedAt: draft.receivedAt.toISOString(),
      decidedAt: draft.decidedAt?.toISOString() ?? null,
      decidedBy,
      model: modelInWords(draft),
      wrongClient: client?.blocked ? true : compared ? false : null,
      writeBack,
    }
  })
}
