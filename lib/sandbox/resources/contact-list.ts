import { json, newTraceId, Refusal } from "../answers.ts"
import type { Call, Route } from "../call.ts"
import { checkLocation } from "../guards.ts"
import { textTest } from "../search/text.ts"
import { listed } from "../shapes.ts"
import { firstWhere } from "../state/sorted-list.ts"
import type { StoredContact } from "../types.ts"

const DEFAULT_LIMIT = 20
const MAX_LIMIT = 100

type Cursor = { startAfter: number; startAfterId: string }

function isAfter(contact: StoredContact, cursor: Cursor): boolean {
  const added = Date.parse(contact.dateAdded)
  return (
    added < cursor.startAfter || (added === cursor.startAfter && contact.id < cursor.startAfterId)
  )
}

/** GET /contacts/, newest first */
export function listContacts(call: Call) {
  const query = call.url.searchParams
  checkLocation(query.get("locationId"))
  const limit = limitOf(query.get("limit"))
  const cursor = cursorOf(query)
  const hits = textTest(query.get("query") ?? "")
  const everybody = call.store.listing.all()
  const all = hits ? everybody.filter(hits) : everybody
  const before = cursor ? firstWhere(all, (contact) => isAfter(contact, cursor)) : 0
  const contacts = all.slice(before, before + limit)
  return json(200, {
    contacts: contacts.map((contact) =>
      // A read that lags shows the contacts of then, in the list of now.
      listed(call.store.contactAt(contact.id, call.asOf) ?? contact),
    ),
    meta: metaOf(call, contacts.at(-1), {
      total: all.length,
      page: Math.floor(before / limit) + 1,
      more: all.length > before + limit,
    }),
    count: all.length,
    traceId: newTraceId(),
  })
}

function metaOf(
  call: Call,
  last: StoredContact | undefined,
  place: { total: number; page: number; more: boolean },
) {
  const meta = { total: place.total, currentPage: place.page, prevPage: place.page - 1 || null }
  if (!place.more || !last) {
    return call.settings.lastPageMeta === "absent"
      ? meta
      : { ...meta, nextPageUrl: null, startAfter: null, startAfterId: null, nextPage: null }
  }
  const startAfter = Date.parse(last.dateAdded)
  const next = new URL(`${call.base}/contacts/${call.url.search}`)
  next.searchParams.set("startAfter", String(startAfter))
  next.searchParams.set("startAfterId", last.id)
  return {
    ...meta,
    nextPageUrl: next.href,
    startAfter,
    startAfterId: last.id,
    nextPage: place.page + 1,
  }
}

function limitOf(text: string | null): number {
  if (text === null) return DEFAULT_LIMIT
  const limit = Number(text)
  if (!Number.isInteger(limit) || text.trim() === "") {
    throw new Refusal(422, ["limit must be a number conforming to the specified constraints"])
  }
  if (limit > MAX_LIMIT) throw new Refusal(422, [`limit must not be greater than ${MAX_LIMIT}`])
  if (limit < 1) throw new Refusal(422, ["limit must not be less than 1"])
  return limit
}

function cursorOf(query: URLSearchParams): Cursor | null {
  const startAfter = query.get("startAfter")
  const startAfterId = query.get("startAfterId")
  if (startAfter === null && startAfterId === null) return null
  if (startAfter === null || startAfterId === null) {
    throw new Refusal(422, ["startAfter and startAfterId must be given together"])
  }
  if (startAfter.trim() === "" || !Number.isFinite(Number(startAfter))) {
    throw new Refusal(422, ["startAfter must be a number conforming to the specified constraints"])
  }
  return { startAfter: Number(startAfter), startAfterId }
}

export const contactListRoutes: Route[] = [
  {
    method: "GET",
    path: "/contacts/",
    scope: "contacts.readonly",
    query: ["locationId", "startAfterId", "startAfter", "query", "limit"],
    handle: listContacts,
  },
]
