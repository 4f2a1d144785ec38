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
import { plainOf, plainOfRaw } from "./plain-values.ts"
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

const truth = async (contactId = stage.contactId) => {
  const found = await stage.control.truth(contactId)
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

  const TASK = {
    title: "Call about <ferritin> & iron",
    body: BODY,
    dueDate: "2026-12-01T15:00:00.000Z",
    completed: false,
  }

  /** What stands after writes, save what no two writes share: instants, and ids of notes and tasks. */
  const standing = ({ contact, notes, tasks, fields, ...more }: Truth) => ({
    ...more,
    contact: { ...contact, dateUpdated: "" },
    notes: notes.map((note) => ({ ...note, id: "", dateAdded: "" })),
    tasks: tasks.map((task) => ({ ...task, id: "" })),
    fields,
  })
  /** Of both contacts that are written to. */
  const bothStanding = async () => [standing(await truth()), standing(await truth(stage.tasked))]

  it("leave the same behind after the same writes", async () => {
    const ghl = clientOf(TOKEN)
    const { contactId, noteId, tasked, taskId } = stage
    const field = fieldIdOfNotes()
    await sdk.contacts.updateContact(
      { contactId },
      { customFields: [{ id: field, field_value: BODY }] },
    )
    await sdk.contacts.addTags({ contactId }, { tags: ["Bloodwork_Completed"] })
    await sdk.contacts.removeTags({ contactId }, { tags: ["bloodwork_scheduled"] })
    await sdk.contacts.createNote({ contactId }, { body: BODY })
    await sdk.contacts.updateNote({ contactId, id: noteId }, { body: `${BODY}\nedited` })
    await sdk.contacts.createTask({ contactId }, TASK)
    await sdk.contacts.updateTaskCompleted({ contactId: tasked, taskId }, { completed: true })
    const bySdk = await bothStanding()
    expect(bySdk[0]?.fields["contact.call_notes"]).toBe(BODY)
    expect(bySdk[0]?.tasks).toContainEqual(expect.objectContaining(TASK))
    expect(bySdk[1]?.tasks.some(({ completed }) => completed)).toBe(true)

    await stage.reset()
    await ghl.setCustomField(contactId, field, BODY)
    await ghl.addTags(contactId, ["Bloodwork_Completed"])
    await ghl.removeTags(contactId, ["bloodwork_scheduled"])
    await ghl.createNote(contactId, BODY)
    await ghl.updateNote(contactId, stage.noteId, `${BODY}\nedited`)
    await ghl.createTask(contactId, { title: TASK.title, body: BODY, dueAt: TASK.dueDate })
    await ghl.setTaskCompleted(stage.tasked, stage.taskId, true)
    const byClient = await bothStanding()
    expect(byClient).toEqual(bySdk)
    expect(byClient[0]?.contact.tags).toContain("bloodwork_completed")
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
    const { task } = await sdk.contacts.createTask({ contactId }, TASK)
    const made = (await ghl.listTasks(contactId, { fresh: true })).find(({ id }) => id === task?.id)
    expect(made).toMatchObject({ title: TASK.title, body: BODY, completed: false })

    await ghl.removeTags(contactId, ["by the sdk"])
    await ghl.setCustomField(contactId, field, "by the client")
    const { noteId } = await ghl.createNote(contactId, "by the client")
    expect((await sdk.contacts.getContact({ contactId })).contact?.tags).not.toContain("by the sdk")
    expect(await valueBySdk()).toBe("by the client")
    const one = await sdk.contacts.getNote({ contactId, id: noteId ?? "" })
    expect(one.note?.body).toBe("by the client")
    const same = await ghl.getNote(contactId, noteId ?? "")
    expect(same).toMatchObject({ id: one.note?.id, body: one.note?.body, contactId })
    await ghl.setTaskCompleted(contactId, made?.id ?? "", true)
    const after = await sdk.contacts.getTask({ contactId, taskId: made?.id ?? "" })
    expect(after.task?.completed).toBe(true)
  })

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
