import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Contact, ContactCursor, Ghl, ReadOptions } from "#lib/ghl/types.ts"
import { log } from "#lib/log.ts"
import { fieldsProblemOf } from "../fields-problem.ts"
import type { Whole } from "./types.ts"

const PAGE = 100
type ContactPage = Awaited<ReturnType<Ghl["listContacts"]>>

/**
 * A call in the background until a person waits for it (`hurry` is aborted), then in a person's lane:
 * in a rush of people the background stands still.
 */
async function inLane<T>(
  hurry: AbortSignal,
  call: (options: ReadOptions) => Promise<T>,
): Promise<T> {
  if (!hurry.aborted) {
    try {
      return await call({ priority: "background", signal: hurry })
    } catch (error) {
      if (!hurry.aborted) throw error
    }
  }
  return call({ priority: "person" })
}

/**
 * Every contact of the location, page by page in GHL's order; null as soon as there are more than
 * `limit`. Where GHL's list gives fewer than it counts it is read once more, unless no more than `lacked`
 * are missing, as is known already; who is missing still is told. In the background, until `hurry` is
 * aborted. Throws GhlError.
 */
export async function readAll(
  ghl: Pick<Ghl, "listContacts" | "listFieldDefinitions">,
  limit: number,
  hurry: AbortSignal,
  lacked = 0,
): Promise<Whole | null> {
  const fields = readFields(ghl, hurry)
  // Awaited at the end; nobody may be there any more when the contacts fail first.
  fields.catch(() => {})
  let read = await readContacts(ghl, limit, hurry)
  // One deleted and one added between two pages look the same; a second reading does not have that gap.
  if (read && read.missing > lacked) read = await readContacts(ghl, limit, hurry)
  if (read === null) return null
  const { contacts, missing } = read
  if (missing > 0) log.warn({ read: contacts.length, missing }, "GHL listed fewer than it counts")
  return { contacts, missing, ...(await fields) }
}

/** One reading of the list, with how many it lacks. */
async function readContacts(
  ghl: Pick<Ghl, "listContacts">,
  limit: number,
  hurry: AbortSignal,
): Promise<Pick<Whole, "contacts" | "missing"> | null> {
  const contacts = new Map<string, Contact>()
  let cursor: ContactCursor | null = null
  // The fewest that any page counts: who is added or deleted while it is read is not missing.
  let counted = Number.POSITIVE_INFINITY
  do {
    const known = contacts.size
    const after = cursor
    const page: ContactPage = await inLane(hurry, (options) =>
      ghl.listContacts({ limit: PAGE, cursor: after }, { ...options, fresh: true }),
    )
    for (const contact of page.contacts) contacts.set(contact.id, contact)
    if (contacts.size > limit || (page.total ?? 0) > limit) return null
    counted = Math.min(counted, page.total ?? counted)
    // A page that brings nobody new: cursors in a ring.
    cursor = contacts.size > known ? page.next : null
  } while (cursor)
  const missing = Number.isFinite(counted) ? Math.max(0, counted - contacts.size) : 0
  return { contacts: [...contacts.values()], missing }
}

/** The fields' names; without them the table still shows who is who. */
async function readFields(
  ghl: Pick<Ghl, "listFieldDefinitions">,
  hurry: AbortSignal,
): Promise<Pick<Whole, "definitions" | "fieldsProblem">> {
  try {
    const definitions = await inLane(hurry, (options) => ghl.listFieldDefinitions(options))
    return { definitions, fieldsProblem: null }
  } catch (error) {
    if (!(error instanceof GhlError)) throw error
    log.warn({ kind: error.kind, traceId: error.traceId }, "GHL read of the fields failed")
    return { definitions: [], fieldsProblem: fieldsProblemOf(error) }
  }
}
