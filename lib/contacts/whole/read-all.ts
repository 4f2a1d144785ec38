import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Contact, ContactCursor, Ghl, RequestPriority } from "#lib/ghl/types.ts"
import { log } from "#lib/log.ts"
import { failureOf } from "#lib/problem.ts"
import type { Whole } from "./types.ts"

const PAGE = 100

/**
 * Every contact of the location, page by page in GHL's order; null as soon as there are more than
 * `limit`. `priority` is asked before each page: who waits may have come meanwhile. Throws GhlError.
 */
export async function readAll(
  ghl: Pick<Ghl, "listContacts" | "listFieldDefinitions">,
  limit: number,
  priority: () => RequestPriority,
): Promise<Whole | null> {
  const fields = readFields(ghl, priority())
  const contacts = new Map<string, Contact>()
  let cursor: ContactCursor | null = null
  do {
    const page = await ghl.listContacts(
      { limit: PAGE, cursor },
      { priority: priority(), fresh: true },
    )
    for (const contact of page.contacts) contacts.set(contact.id, contact)
    cursor = page.next
    if (contacts.size > limit || (page.total ?? 0) > limit) return null
  } while (cursor)
  return { contacts: [...contacts.values()], ...(await fields) }
}

/** The fields' names; without them the table still shows who is who. */
async function readFields(
  ghl: Pick<Ghl, "listFieldDefinitions">,
  priority: RequestPriority,
): Promise<Pick<Whole, "definitions" | "fieldsProblem">> {
  try {
    return { definitions: await ghl.listFieldDefinitions({ priority }), fieldsProblem: null }
  } catch (error) {
    if (!(error instanceof GhlError)) throw error
    log.warn({ kind: error.kind, traceId: error.traceId }, "GHL read of the fields failed")
    return { definitions: [], fieldsProblem: failureOf(error) }
  }
}
