import type { HighLevel } from "@gohighlevel/api-client"
import { Agent, request } from "undici"
import type { Ghl } from "#lib/ghl/types.ts"
import { LOCATION_ID } from "#lib/sandbox/seed/location.ts"

/** Who makes the same call: this app's client, GHL's official SDK, and nobody (one bare request and its JSON). */
export type Contenders<T = () => Promise<unknown>> = { ours: T; sdk: T; bare: T }

export type Call = { name: string } & Contenders

type Bare = (method: "GET" | "POST" | "PUT", path: string, body?: unknown) => () => Promise<unknown>

/** A request with what GHL demands and nothing else: one connection kept open, no checks. */
export function bareAt(url: string, token: string): { bare: Bare; close(): Promise<void> } {
  const dispatcher = new Agent()
  const headers = { authorization: `Bearer ${token}`, version: "2021-07-28" }
  return {
    bare: (method, path, body) => async () => {
      const answer = await request(url + path, {
        dispatcher,
        method,
        headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      if (answer.statusCode !== 200) throw new Error(`${method} ${path}: ${answer.statusCode}`)
      return answer.body.json()
    },
    close: () => dispatcher.close(),
  }
}

const PAGE = 20
const QUERY = "example"

/** One request each way for every contender: what is fetched, sent and answered is the same. */
export function callsOf(
  { ghl, sdk, bare }: { ghl: Ghl; sdk: HighLevel; bare: Bare },
  { contactId, fieldId }: { contactId: string; fieldId: string },
): Call[] {
  const locationId = LOCATION_ID
  const search = {
    locationId,
    pageLimit: PAGE,
    sort: [{ field: "dateAdded", direction: "desc" }],
    query: QUERY,
    page: 1,
  }
  const text = 'HbA1c <5.6 % & "LDL" > 130'
  const update = { customFields: [{ id: fieldId, field_value: text }] }
  return [
    {
      name: "get contact",
      ours: () => ghl.getContact(contactId),
      sdk: () => sdk.contacts.getContact({ contactId }),
      bare: bare("GET", `/contacts/${contactId}`),
    },
    {
      name: `list ${PAGE} contacts`,
      ours: () => ghl.listContacts({ limit: PAGE }),
      sdk: () => sdk.contacts.getContacts({ locationId, limit: PAGE }),
      bare: bare("GET", `/contacts/?locationId=${locationId}&limit=${PAGE}`),
    },
    {
      name: `search ${PAGE} contacts`,
      ours: () => ghl.searchContacts({ query: QUERY, limit: PAGE }),
      sdk: () => sdk.contacts.searchContactsAdvanced(search),
      bare: bare("POST", "/contacts/search", search),
    },
    {
      name: "list notes",
      ours: () => ghl.listNotes(contactId),
      sdk: () => sdk.contacts.getAllNotes({ contactId }),
      bare: bare("GET", `/contacts/${contactId}/notes`),
    },
    {
      name: "update contact",
      ours: () => ghl.setCustomField(contactId, fieldId, text),
      // biome-ignore lint/suspicious/noExplicitAny: the SDK's union of field types names no plain text field
      sdk: () => sdk.contacts.updateContact({ contactId }, update as any),
      bare: bare("PUT", `/contacts/${contactId}`, update),
    },
  ]
}
