import "server-only"
import { inArray } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { log } from "#lib/log.ts"
import { glimpseOf } from "./client-glimpses.ts"
import type { InboxClient } from "./inbox-types.ts"
import { checkRightClient } from "./right-client.ts"

/** Once so many reads of a list have failed, GHL is taken to be down and the rest is not asked for. */
const FAILURES = 3

/**
 * The contacts of drafts, for their rows in the inbox, audited as delivered to this person. Never throws
 * for GHL's sake: what it does not tell is `unread`.
 */
export async function inboxClients(
  db: Db,
  draftIds: readonly string[],
  personId: string,
): Promise<InboxClient[]> {
  const rows = await db
    .select({
      id: drafts.id,
      contactId: drafts.contactId,
      userId: drafts.userId,
      source: drafts.source,
    })
    .from(drafts)
    .where(inArray(drafts.id, [...draftIds]))
  let failures = 0
  const read = async (row: (typeof rows)[number]): Promise<InboxClient> => {
    const unknown = { draftId: row.id, name: null, stage: null, wrongClient: null }
    try {
      const found = await glimpseOf(row.contactId, () => failures < FAILURES)
      const client = checkRightClient(
        { userId: row.userId, documentId: row.source.documentId },
        found,
      )
      const compared = [client.userId.state, client.document.state].includes("match")
      return {
        draftId: row.id,
        state: "known",
        name: found.name,
        stage: found.stage,
        wrongClient: client.blocked ? true : compared ? false : null,
      }
    } catch (error) {
      if (!(error instanceof GhlError)) throw error
      if (error.kind === "not-found") return { ...unknown, state: "gone" }
      failures += 1
      if (failures === 1) {
        log.warn({ kind: error.kind, traceId: error.traceId }, "GHL read for the inbox failed")
      }
      return { ...unknown, state: "unread" }
    }
  }
  const clients = await Promise.all(rows.map(read))
  const known = clients.filter(({ state }) => state === "known").map(({ draftId }) => draftId)
  if (known.length > 0) {
    await recordAudit(db, {
      actor: "person",
      personId,
      action: "drafts.named",
      detail: {
        count: known.length,
        contactIds: rows.filter(({ id }) => known.includes(id)).map(({ contactId }) => contactId),
      },
    })
  }
  return clients
}
