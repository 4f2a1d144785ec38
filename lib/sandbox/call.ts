import type { Answer } from "./answers.ts"
import { Refusal } from "./answers.ts"
import type { Scope } from "./guards.ts"
import type { Store } from "./state/store.ts"
import type { Effect, Settings, StoredContact } from "./types.ts"

/** A request of the API on its way through a handler. */
export type Call = {
  method: string
  url: URL
  /** Address under which the caller reached the sandbox, without a slash at the end. */
  base: string
  /** Named parts of the path. */
  params: Record<string, string>
  /** Parsed JSON body; undefined without one. */
  body: unknown
  store: Store
  settings: Settings
  /** Instant of handling, ms. */
  now: number
  /** Instant whose state reads show, ms: `now`, or earlier where reads lag writes. */
  asOf: number
  /** Handlers note here what they changed. */
  effects: Effect[]
}

export type Route = {
  method: string
  /** Path with `:name` parts; a slash at the end does not matter. */
  path: string
  /** Null: needs no token. */
  scope: Scope | null
  /** The parameters of its query; none when left out. Of a route without a scope nobody asks. */
  query?: readonly string[]
  handle: (call: Call) => Answer
}

/** The contact of `:contactId`, as reads show it; 400 in GHL's words, or 404, when there is none. */
export function contactOf(call: Call): StoredContact {
  const id = call.params.contactId ?? ""
  const contact = call.store.contactAt(id, call.asOf)
  if (contact) return contact
  if (call.settings.unknownContact === 404) throw new Refusal(404, "Contact not found")
  throw new Refusal(400, `Contact not found for id: ${id}`)
}

/** The body as an object; 422 for anything else. */
export function objectBody(call: Call): Record<string, unknown> {
  const { body } = call
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Refusal(422, ["body must be an object"])
  }
  return { ...body }
}

/** 422 for properties that the operation does not declare. */
export function refuseUnknown(body: Record<string, unknown>, known: readonly string[]): void {
  const unknown = Object.keys(body).filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new Refusal(
      422,
      unknown.map((name) => `property ${name} should not exist`),
    )
  }
}

/** 422 for parameters of the query that the operation does not declare, and for one given twice. */
export function refuseUnknownQuery(url: URL, { query = [] }: Route): void {
  const { searchParams } = url
  refuseUnknown(Object.fromEntries(searchParams), query)
  const repeated = query.filter((name) => searchParams.getAll(name).length > 1)
  if (repeated.length > 0) {
    throw new Refusal(
      422,
      repeated.map((name) => `${name} must be given once`),
    )
  }
}

/** Stores the contact with a new dateUpdated; search sees it after the lag. */
export function save(
  call: Pick<Call, "store" | "settings" | "now">,
  contact: StoredContact,
): StoredContact {
  const moved = Math.max(call.now, Date.parse(contact.dateUpdated) + 1)
  const saved = { ...contact, dateUpdated: new Date(moved).toISOString() }
  call.store.putContact(saved, call.now + call.settings.indexLagMs)
  return saved
}
