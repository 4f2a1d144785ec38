import {
  GHLAuthenticationError,
  GHLForbiddenError,
  GHLNotFoundError,
  GHLRateLimitError,
  GHLValidationError,
} from "@gohighlevel/api-client"
import { afterAll, beforeEach, describe, expect, expectTypeOf, it } from "vitest"
import { z } from "zod"
import { GhlError } from "#lib/ghl/errors.ts"
import type { ContactCursor } from "#lib/ghl/types.ts"
import { LOCATION_ID } from "../seed/location.ts"
import { addressOf } from "./operations.ts"
import { plainOf, plainOfRaw } from "./plain-values.ts"
import { clientAt, sdkAt, sdkCalls } from "./sdk.ts"
import { assignable, type UnneededProperties } from "./sdk-types.ts"
import { allOperations } from "./search-operation.ts"
import { openStage } from "./stage.ts"

const TOKEN = "sandbox-token"
const Cursor = z.object({ startAfter: z.number().nullish(), startAfterId: z.string().nullish() })
const stage = await openStage()
afterAll(() => stage.close())
beforeEach(() => stage.reset())

const sdk = sdkAt(stage.sandbox.url, TOKEN)
const clientOf = (token: string) => clientAt(stage.sandbox.url, token)

/** What two answers of the same must share: the address of the next page repeats the query as sent. */
const shared = (json: unknown) =>
  JSON.parse(
    JSON.stringify(json, (name, value) =>
      ["traceId", "nextPageUrl"].includes(name) ? undefined : value,
    ),
  )

describe("GHL's official SDK", () => {
  it.each(allOperations)("performs $id as the table says", async ({ id, method, path, ...row }) => {
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
    if (row.scope === "contacts.write") return
    const { json } = await stage.send(method, addressOf(path, request), request.body)
    expect(shared(answer)).toEqual(shared(json))
  })

  it("has a type for each operation, and the sandbox's answer is assignable to it", () => {
    expect(Object.keys(assignable)).toEqual(
      expect.arrayContaining(allOperations.map(({ id }) => id)),
    )
  })

  it("misses any declared property that an answer would lose", () => {
    // The compiler answers this one; at run time there is nothing to see.
    expectTypeOf<UnneededProperties>().toBeNever()
  })

  it("answers whatever comes to a search, so that a version of it that tells more is noticed", () => {
    expectTypeOf<Awaited<ReturnType<typeof sdk.contacts.searchContactsAdvanced>>>().toBeAny()
  })
})

describe("the SDK and Caredesk's client", () => {
  it("read the same of everybody", async () => {
    const ghl = clientOf(TOKEN)
    const all = await sdk.contacts.getContacts({ locationId: LOCATION_ID, limit: 100 })
    const own = (await ghl.listContacts({ limit: 100 })).contacts
    const kinds = new Set<string>()
    let tasksSeen = 0
    let appointmentsSeen = 0
    /** GHL tells an appointment's time by the clock, with seconds. */
    const clockOf = (time: string | undefined) => time?.replace(" ", "T").slice(0, 16)
    expect(own.map(({ id, tags, email }) => ({ id, tags, email }))).toEqual(
      all.contacts?.map(({ id, tags, email }) => ({ id, tags, email })),
    )
    for (const { id, firstName, lastName, fields } of own.slice(0, 10)) {
      const { contact } = await sdk.contacts.getContact({ contactId: id })
      expect([firstName, lastName]).toEqual([contact?.firstName ?? "", contact?.lastName ?? ""])
      const raw = contact?.customFields ?? []
      expect(fields.map(({ fieldId, value }) => [fieldId, plainOf(value)])).toEqual(
        raw.map((field, place) => {
          const kind = fields[place]?.value.kind ?? "text"
          kinds.add(kind)
          return [field.id, plainOfRaw(field.value, kind)]
        }),
      )
      const notes = await sdk.contacts.getAllNotes({ contactId: id })
      expect((await ghl.listNotes(id)).map((one) => one.body)).toEqual(
        notes.notes?.map(({ body }) => body),
      )
      const { tasks } = await sdk.contacts.getAllTasks({ contactId: id })
      tasksSeen += tasks?.length ?? 0
      expect(
        (await ghl.listTasks(id)).map(({ id, title, body, dueAt, completed, assignedTo }) => ({
          id,
          title,
          body,
          dueDate: dueAt,
          completed,
          assignedTo,
        })),
      ).toEqual(
        tasks?.map(({ id, title, body, dueDate, completed, assignedTo }) => ({
          id,
          title,
          body: body ?? "",
          dueDate,
          completed,
          assignedTo: assignedTo ?? null,
        })),
      )
      const { events } = await sdk.contacts.getAppointmentsForContact({ contactId: id })
      appointmentsSeen += events?.length ?? 0
      expect(
        (await ghl.listAppointments(id)).map(({ id, title, status, starts, ends }) => ({
          id,
          title,
          status,
          startTime: starts,
          endTime: ends,
        })),
      ).toEqual(
        events?.map(({ id, title, appointmentStatus, startTime, endTime }) => ({
          id,
          title,
          status: appointmentStatus,
          startTime: clockOf(startTime),
          endTime: clockOf(endTime),
        })),
      )
    }
    expect([...kinds].sort()).toEqual(["choices", "date", "documents", "list", "number", "text"])
    expect(tasksSeen).toBeGreaterThan(0)
    expect(appointmentsSeen).toBeGreaterThan(0)
    const definitions = await sdk.locations.getCustomFields({
      locationId: LOCATION_ID,
      model: "contact",
    })
    expect((await ghl.listFieldDefinitions()).map(({ id, key }) => [id, key])).toEqual(
      definitions.customFields?.map(({ id, fieldKey }) => [id, fieldKey]),
    )
  })

  it("walk through the list by its cursor, page by page, to the same end", async () => {
    const ghl = clientOf(TOKEN)
    const limit = 20
    const theirs: string[][] = []
    const ours: string[][] = []
    let next: { startAfter?: number; startAfterId?: string } | null = {}
    while (next) {
      const page = await sdk.contacts.getContacts({ locationId: LOCATION_ID, limit, ...next })
      theirs.push((page.contacts ?? []).map(({ id }) => id ?? ""))
      // The files do not declare where the next page begins, and so the SDK's types do not.
      const { startAfter, startAfterId } = z.object({ meta: Cursor }).parse(page).meta
      next = startAfter && startAfterId ? { startAfter, startAfterId } : null
    }
    let cursor: ContactCursor | null = null
    do {
      const page = await ghl.listContacts({ limit, cursor })
      ours.push(page.contacts.map(({ id }) => id))
      cursor = page.next
    } while (cursor)
    expect(ours.map((page) => page.length)).toEqual([20, 20, 11])
    expect(theirs.filter((page) => page.length > 0)).toEqual(ours)
    expect(new Set(ours.flat()).size).toBe(51)
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
})
