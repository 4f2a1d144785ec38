import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { fieldIdOf } from "../seed/definitions.ts"
import type { Truth } from "../types.ts"
import { viewsOf } from "./both-views.ts"
import { operations, type Request } from "./operations.ts"
import { clientAt, sdkAt, sdkCalls } from "./sdk.ts"
import { openStage } from "./stage.ts"

const TOKEN = "sandbox-token"
const stage = await openStage()
afterAll(() => stage.close())
beforeEach(() => stage.reset())

const sdk = sdkAt(stage.sandbox.url, TOKEN)
const { contacts } = sdk
const ghl = clientAt(stage.sandbox.url, TOKEN)

const FIELD = fieldIdOf("contact.call_notes")
const BODY = 'HbA1c <5.6 % & "LDL" > 130\n\nsecond  line'
const AUTHOR = "y0BeYjuRIlDwsDcOHOJo"

const TASK = {
  title: "Call about <ferritin> & iron",
  body: BODY,
  dueDate: "2026-12-01T15:00:00.000Z",
  completed: false,
}

/** Of both contacts that are written to. */
const bothViews = async () => [
  await viewsOf(ghl, sdk, stage.contactId),
  await viewsOf(ghl, sdk, stage.tasked),
]

describe("after a write by the SDK", () => {
  const writes = operations.filter(({ scope }) => scope === "contacts.write")

  /** The contact has everything the table writes already. */
  const changed: Partial<Record<string, Request["body"]>> = {
    "update-contact": {
      firstName: "Rosana",
      lastName: "de O",
      email: "rosana@example.com",
      phone: "+12125550155",
      dnd: false,
      dateOfBirth: "1990-09-26",
      city: "Dothan",
      state: "FL",
      country: "CA",
      timezone: "America/Denver",
      source: "by the sdk",
      customFields: [
        { id: FIELD, field_value: BODY },
        { id: fieldIdOf("contact.ferritin__ng_ml_"), field_value: 15.5 },
        { id: fieldIdOf("contact.supplements"), field_value: ["Iron"] },
      ],
    },
  }

  it.each(writes)("$title: Caredesk's client sees what the SDK does", async ({ id, ...row }) => {
    const before = await bothViews()
    const request = row.request(stage)
    await sdkCalls[id]?.(sdk, { ...request, body: changed[id] ?? request.body })
    const after = await bothViews()
    for (const { client, sdk } of [...before, ...after]) expect(client).toEqual(sdk)
    expect(after.map(({ client }) => client)).not.toEqual(before.map(({ client }) => client))
  })

  it("each of those writes is among them, whatever it is about", () => {
    const ids = new Set(writes.map(({ id }) => id))
    expect([...ids].sort()).toEqual([
      "add-tags",
      "create-association",
      "create-note",
      "create-task",
      "delete-note",
      "delete-task",
      "remove-tags",
      "update-contact",
      "update-note",
      "update-task",
      "update-task-completed",
    ])
  })

  it("the author of a note is told, and of who wrote none nobody", async () => {
    const { contactId } = stage
    const { note } = await contacts.createNote({ contactId }, { body: BODY, userId: AUTHOR })
    const { noteId } = await ghl.createNote(contactId, "by the client")
    const notes = await ghl.listNotes(contactId, { fresh: true })
    expect(notes.find(({ id }) => id === note?.id)).toMatchObject({ body: BODY, userId: AUTHOR })
    expect(notes.find(({ id }) => id === noteId)).toMatchObject({ userId: null })
  })

  it("a note keeps its title, colour, pin and author when Caredesk's client edits it", async () => {
    const { contactId } = stage
    const written = { title: "Labs", color: "#AABBCC", pinned: true, userId: AUTHOR }
    const made = await contacts.createNote({ contactId }, { body: "first", ...written })
    const id = made.note?.id ?? ""
    expect(made.note).toMatchObject({ body: "first", ...written })
    await ghl.updateNote(contactId, id, BODY)
    const { note } = await contacts.getNote({ contactId, id })
    expect(note).toMatchObject({ body: BODY, ...written })
  })
})

describe("the same writes by the SDK and by Caredesk's client", () => {
  /** What stands after writes, save what no two writes share: instants, and ids of notes and tasks. */
  const standing = ({ contact, notes, tasks, ...more }: Truth) => ({
    ...more,
    contact: { ...contact, dateUpdated: "" },
    notes: notes.map((note) => ({ ...note, id: "", dateAdded: "" })),
    tasks: tasks.map((task) => ({ ...task, id: "" })),
  })

  async function bothStanding() {
    const found = [stage.contactId, stage.tasked].map((id) => stage.control.truth(id))
    return (await Promise.all(found)).map((truth) => {
      if (!truth) throw new Error("The contact is gone")
      return standing(truth)
    })
  }

  it("leave the same behind", async () => {
    const { contactId, noteId, tasked, taskId } = stage
    const untouched = await bothStanding()
    await contacts.updateContact(
      { contactId },
      { customFields: [{ id: FIELD, field_value: BODY }] },
    )
    await contacts.addTags({ contactId }, { tags: ["Bloodwork_Completed"] })
    await contacts.removeTags({ contactId }, { tags: ["bloodwork_scheduled"] })
    await contacts.createNote({ contactId }, { body: BODY })
    await contacts.updateNote({ contactId, id: noteId }, { body: `${BODY}\nedited` })
    await contacts.createTask({ contactId }, TASK)
    await contacts.updateTaskCompleted({ contactId: tasked, taskId }, { completed: true })
    const [whole, other] = await bothStanding()
    expect(whole?.fields["contact.call_notes"]).toBe(BODY)
    expect(whole?.tasks).toContainEqual(expect.objectContaining(TASK))
    expect(whole?.contact.tags).toContain("bloodwork_completed")
    expect(other?.tasks).not.toEqual(untouched[1]?.tasks)

    await stage.reset()
    await ghl.setCustomField(contactId, FIELD, BODY)
    await ghl.addTags(contactId, ["Bloodwork_Completed"])
    await ghl.removeTags(contactId, ["bloodwork_scheduled"])
    await ghl.createNote(contactId, BODY)
    await ghl.updateNote(contactId, stage.noteId, `${BODY}\nedited`)
    await ghl.createTask(contactId, { title: TASK.title, body: BODY, dueAt: TASK.dueDate })
    await ghl.setTaskCompleted(tasked, stage.taskId, true)
    expect(await bothStanding()).toEqual([whole, other])
  })

  it("leave the same behind where the SDK has another call for it: many at once, a whole task", async () => {
    const { contactId, tasked, locationId } = stage
    const both = [contactId, tasked]
    const untouched = await bothStanding()
    const bulk = { contacts: both, locationId, removeAllTags: false }
    await contacts.createAssociation({ type: "add" }, { ...bulk, tags: ["In Bulk", "vip"] })
    await contacts.createAssociation({ type: "remove" }, { ...bulk, tags: ["founding_member"] })
    await contacts.updateTask({ contactId: tasked, taskId: stage.taskId }, { completed: true })
    const bySdk = await bothStanding()
    expect(bySdk[0]).not.toEqual(untouched[0])
    expect(bySdk[1]?.tasks).not.toEqual(untouched[1]?.tasks)

    await stage.reset()
    for (const id of both) {
      await ghl.addTags(id, ["In Bulk", "vip"])
      await ghl.removeTags(id, ["founding_member"])
    }
    await ghl.setTaskCompleted(tasked, stage.taskId, true)
    expect(await bothStanding()).toEqual(bySdk)
  })

  it("are seen by the SDK when Caredesk's client does them", async () => {
    const { contactId, tasked } = stage
    const wrote = [
      () => ghl.setCustomField(contactId, FIELD, BODY),
      () => ghl.addTags(contactId, ["by the client"]),
      () => ghl.removeTags(contactId, ["founding_member"]),
      () => ghl.createNote(contactId, BODY),
      () => ghl.updateNote(contactId, stage.noteId, BODY),
      () => ghl.createTask(contactId, { title: "Call", body: BODY, dueAt: TASK.dueDate }),
      () => ghl.setTaskCompleted(tasked, stage.taskId, true),
    ]
    let before = await bothViews()
    for (const write of wrote) {
      await write()
      const after = await bothViews()
      for (const { client, sdk } of after) expect(sdk).toEqual(client)
      expect(after.map(({ sdk }) => sdk)).not.toEqual(before.map(({ sdk }) => sdk))
      before = after
    }
  })
})
