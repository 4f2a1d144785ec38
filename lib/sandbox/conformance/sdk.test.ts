import {
  GHLAuthenticationError,
  GHLForbiddenError,
  GHLNotFoundError,
  GHLRateLimitError,
  GHLValidationError,
} from "@gohighlevel/api-client"
import { afterAll, beforeEach, describe, expect, expectTypeOf, it } from "vitest"
import { createGhl } from "#lib/ghl/client.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { LOCATION_ID } from "../seed/location.ts"
import type { Truth } from "../types.ts"
import { addressOf, operations } from "./operations.ts"
import { sdkAt, sdkCalls } from "./sdk.ts"
import { assignable, type UnneededProperties } from "./sdk-types.ts"
import { openStage } from "./stage.ts"

const TOKEN = "sandbox-token"
const stage = await openStage()
afterAll(() => stage.close())
beforeEach(() => stage.reset())

const sdk = sdkAt(stage.sandbox.url, TOKEN)
const clientOf = (token: string) =>
  createGhl({
    baseUrl: stage.sandbox.url,
    token,
    locationId: LOCATION_ID,
    clinicTimeZone: "America/New_York",
    documentHosts: [],
  })

/** What two answers of the same must share: the address of the next page repeats the query as sent. */
const shared = (json: unknown) =>
  JSON.parse(
    JSON.stringify(json, (name, value) =>
      ["traceId", "nextPageUrl"].includes(name) ? undefined : value,
    ),
  )

const truth = async () => {
  const found = await stage.control.truth(stage.contactId)
  if (!found) throw new Error("The contact is gone")
  return found
}

describe("GHL's official SDK", () => {
  it.each(operations)("performs $id as the table says", async ({ id, method, path, ...row }) => {
    const request = row.request(stage)
    const call = sdkCalls[id]
    expect(call).toBeDefined()
    const answer = await call?.(sdk, request)
    const entry = (await stage.control.journal()).at(-1)
    const [wanted, sent] = [addressOf(path, request), entry?.path ?? ""].map(
      (address) => new URL(address, stage.sandbox.url),
    )
    expect([entry?.method, sent?.pathname]).toEqual([method, wanted?.pathname])
    expect([...(sent?.searchParams ?? [])].sort()).toEqual([...(wanted?.searchParams ?? [])].sort())
    expect([entry?.status, entry?.body ?? undefined]).toEqual([row.status, request.body])
    if (method !== "GET") return
    const { json } = await stage.send(method, addressOf(path, request))
    expect(shared(answer)).toEqual(shared(json))
  })

  it("has a type for each operation, and the sandbox's answer is assignable to it", () => {
    expect(Object.keys(assignable)).toEqual(expect.arrayContaining(operations.map(({ id }) => id)))
  })

  it("misses any declared property that an answer would lose", () => {
    // The compiler answers this one; at run time there is nothing to see.
    expectTypeOf<UnneededProperties>().toBeNever()
  })

  it("searches as the sandbox's index has it", async () => {
    const body = {
      locationId: LOCATION_ID,
      pageLimit: 20,
      page: 1,
      filters: [{ field: "id", operator: "eq", value: stage.contactId }],
    }
    const answer = await sdk.contacts.searchContactsAdvanced(body)
    expect(answer.contacts.map(({ id }: { id: string }) => id)).toEqual([stage.contactId])
    const page = await clientOf(TOKEN).searchContacts({ query: "rosan@example.com", limit: 20 })
    expect(page.contacts.map(({ id }) => id)).toEqual([stage.contactId])
  })
})

describe("the SDK and Caredesk's client", () => {
  const BODY = 'HbA1c <5.6 % & "LDL" > 130\n\nsecond  line'

  /** What stands after writes, save what no two writes share: instants, and ids of notes. */
  const standing = ({ contact, notes, fields }: Truth) => ({
    contact: { ...contact, dateUpdated: "" },
    notes: notes.map((note) => ({ ...note, id: "", dateAdded: "" })),
    fields,
  })

  it("leave the same behind after the same writes", async () => {
    const ghl = clientOf(TOKEN)
    const { contactId, noteId } = stage
    const field = fieldIdOfNotes()
    await sdk.contacts.updateContact(
      { contactId },
      { customFields: [{ id: field, field_value: BODY }] },
    )
    await sdk.contacts.addTags({ contactId }, { tags: ["Bloodwork_Completed"] })
    await sdk.contacts.removeTags({ contactId }, { tags: ["bloodwork_scheduled"] })
    await sdk.contacts.createNote({ contactId }, { body: BODY })
    await sdk.contacts.updateNote({ contactId, id: noteId }, { body: `${BODY}\nedited` })
    const bySdk = await truth()
    expect(bySdk.fields["contact.call_notes"]).toBe(BODY)

    await stage.reset()
    await ghl.setCustomField(contactId, field, BODY)
    await ghl.addTags(contactId, ["Bloodwork_Completed"])
    await ghl.removeTags(contactId, ["bloodwork_scheduled"])
    await ghl.createNote(contactId, BODY)
    await ghl.updateNote(contactId, stage.noteId, `${BODY}\nedited`)
    const byClient = await truth()
    expect(standing(byClient)).toEqual(standing(bySdk))
    expect(byClient.contact.tags).toContain("bloodwork_completed")
  })

  it("each see what the other wrote", async () => {
    const ghl = clientOf(TOKEN)
    const { contactId } = stage
    const field = fieldIdOfNotes()
    const valueBySdk = async () => {
      const { contact } = await sdk.contacts.getContact({ contactId })
      return contact?.customFields?.find(({ id }) => id === field)?.value
    }

    await sdk.contacts.addTags({ contactId }, { tags: ["by the sdk"] })
    await sdk.contacts.updateContact(
      { contactId },
      { customFields: [{ id: field, field_value: BODY }] },
    )
    const { note } = await sdk.contacts.createNote({ contactId }, { body: BODY })
    const seen = await ghl.getContact(contactId, { fresh: true })
    expect(seen.tags).toContain("by the sdk")
    expect(seen.fields.find(({ fieldId }) => fieldId === field)?.value).toEqual({
      kind: "text",
      text: BODY,
    })
    const notes = await ghl.listNotes(contactId, { fresh: true })
    expect(notes.find(({ id }) => id === note?.id)?.body).toBe(BODY)

    await ghl.removeTags(contactId, ["by the sdk"])
    await ghl.setCustomField(contactId, field, "by the client")
    const { noteId } = await ghl.createNote(contactId, "by the client")
    expect((await sdk.contacts.getContact({ contactId })).contact?.tags).not.toContain("by the sdk")
    expect(await valueBySdk()).toBe("by the client")
    const one = await sdk.contacts.getNote({ contactId, id: noteId ?? "" })
    expect(one.note?.body).toBe("by the client")
  })

  it("read the same of everybody", async () => {
    const ghl = clientOf(TOKEN)
    const all = await sdk.contacts.getContacts({ locationId: LOCATION_ID, limit: 100 })
    const own = (await ghl.listContacts({ limit: 100 })).contacts
    expect(own.map(({ id, tags, email }) => ({ id, tags, email }))).toEqual(
      all.contacts?.map(({ id, tags, email }) => ({ id, tags, email })),
    )
    for (const { id, firstName, lastName, fields } of own.slice(0, 10)) {
      const { contact } = await sdk.contacts.getContact({ contactId: id })
      expect([firstName, lastName]).toEqual([contact?.firstName ?? "", contact?.lastName ?? ""])
      const ids = contact?.customFields?.map((one) => one.id)
      expect(fields.map(({ fieldId }) => fieldId)).toEqual(ids)
      const notes = await sdk.contacts.getAllNotes({ contactId: id })
      expect((await ghl.listNotes(id)).map((one) => one.body)).toEqual(
        notes.notes?.map(({ body }) => body),
      )
    }
    const definitions = await sdk.locations.getCustomFields({
      locationId: LOCATION_ID,
      model: "contact",
    })
    expect((await ghl.listFieldDefinitions()).map(({ id, key }) => [id, key])).toEqual(
      definitions.customFields?.map(({ id, fieldKey }) => [id, fieldKey]),
    )
  })

  it("are refused alike", async () => {
    const failure = (promise: Promise<unknown>) => promise.then(() => null).catch((error) => error)
    const unknown = "unknown0000000000000"
    const cases = [
      [sdk.contacts.getContact({ contactId: unknown }), GHLValidationError],
      [sdk.contacts.getNote({ contactId: stage.contactId, id: unknown }), GHLNotFoundError],
      [sdk.contacts.getContacts({ locationId: "elsewhere" }), GHLForbiddenError],
      [
        sdk.contacts.addTags({ contactId: stage.contactId }, { tags: [7 as never] }),
        GHLValidationError,
      ],
      [
        sdkAt(stage.sandbox.url, "wrong").contacts.getContact({ contactId: stage.contactId }),
        GHLAuthenticationError,
      ],
    ] as const
    for (const [call, kind] of cases) expect(await failure(call)).toBeInstanceOf(kind)
    const ours = await failure(clientOf("wrong-token-123").getContact(stage.contactId))
    expect(ours).toBeInstanceOf(GhlError)
    expect(ours.kind).toBe("unauthorized")
    expect((await failure(clientOf(TOKEN).getContact(unknown))).kind).toBe("not-found")
  })

  it("read the same limits from the headers", async () => {
    await stage.control.settings({ rateLimit: { max: 0 } })
    const error: unknown = await sdk.contacts
      .getContact({ contactId: stage.contactId })
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(GHLRateLimitError)
    expect(error).toMatchObject({ rateLimit: { scope: "burst" } })
  })

  function fieldIdOfNotes(): string {
    const [first] = Object.values(stage.wholeContact.customFields ?? {})
    return typeof first?.id === "string" ? first.id : ""
  }
})
