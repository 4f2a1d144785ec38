import fc from "fast-check"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { controlOf } from "../control.ts"
import { fieldIdOf } from "../seed/definitions.ts"
import { pageThreeContact } from "../seed/persons-of-note.ts"
import { createWorld } from "../seed/world.ts"
import { callerOf, LOCATION, startTestSandbox } from "../testing/caller.ts"

const sandbox = await startTestSandbox()
const send = callerOf(sandbox.url)
const control = controlOf(sandbox.url)
const world = await createWorld(20261124, 51)
const { id } = pageThreeContact()
const seeded = world.contacts.find((contact) => contact.id === id)
const notesField = fieldIdOf("contact.call_notes")
afterAll(() => sandbox.close())
beforeEach(() => control.reset())

const truth = async () => {
  const found = await control.truth(id)
  if (!found) throw new Error("the contact is gone")
  return found
}

const put = (body: unknown) => send("PUT", `/contacts/${id}`, body)
const lastEffects = async () => (await control.journal()).at(-1)?.effects

describe("GET /contacts/{id}", () => {
  it("keeps the original case and carries more than a screen needs", async () => {
    const reply = await send("GET", `/contacts/${id}`)
    expect(reply.status).toBe(200)
    expect(reply.json.contact).toMatchObject({
      name: "Marguerite Oyelaran-Voss",
      firstName: "Marguerite",
      fullNameLowerCase: "marguerite oyelaran-voss",
      locationId: LOCATION,
    })
    const withSsn = world.contacts.find((contact) => contact.extras?.ssn)
    const other = await send("GET", `/contacts/${withSsn?.id}`)
    expect(other.json.contact).toHaveProperty("ssn")
    expect(other.json.contact).toHaveProperty("attributionSource.ip")
  })

  it("answers an unknown id in GHL's words", async () => {
    for (const [method, path] of [
      ["GET", "/contacts/nobody"],
      ["PUT", "/contacts/nobody"],
      ["POST", "/contacts/nobody/tags"],
      ["GET", "/contacts/nobody/notes"],
    ] as const) {
      const reply = await send(method, path, method === "GET" ? undefined : { tags: ["a"] })
      expect(reply.status).toBe(400)
      expect(reply.json.message).toBe("Contact not found for id: nobody")
    }
  })
})

describe("PUT /contacts/{id}", () => {
  it.each([
    ["the id", { id: notesField, field_value: "new" }],
    ["the key", { key: "contact.call_notes", field_value: "new" }],
    ["the bare key", { key: "call_notes", field_value: "new" }],
    ["fieldValue", { id: notesField, fieldValue: "new" }],
    ["value", { id: notesField, value: "new" }],
    ["the id before the key", { id: notesField, key: "contact.user_id", field_value: "new" }],
  ])("writes a custom field by %s, and nothing else", async (_how, entry) => {
    const before = await truth()
    const reply = await put({ customFields: [entry] })
    expect(reply.status).toBe(200)
    expect(reply.json).toMatchObject({ succeded: true, contact: { id } })
    const after = await truth()
    expect(after.fields).toEqual({ ...before.fields, "contact.call_notes": "new" })
    expect(after.contact.tags).toEqual(before.contact.tags)
    expect(Date.parse(after.contact.dateUpdated)).toBeGreaterThan(
      Date.parse(before.contact.dateUpdated),
    )
    expect(await lastEffects()).toEqual([
      {
        kind: "fields",
        contactId: id,
        before: { "contact.call_notes": before.fields["contact.call_notes"] },
        after: { "contact.call_notes": "new" },
      },
    ])
  })

  it("clears a field with an empty value", async () => {
    await put({ customFields: [{ id: notesField, field_value: "" }] })
    expect((await truth()).fields).not.toHaveProperty(["contact.call_notes"])
    const reply = await send("GET", `/contacts/${id}`)
    expect(reply.text).not.toContain(notesField)
  })

  it("keeps numbers as numbers and choices as lists", async () => {
    await put({
      customFields: [
        { key: "deductible", field_value: "1250.50" },
        { key: "supplements", field_value: "Iron" },
        { key: "vaccinations", field_value: ["Tetanus", "Influenza"] },
      ],
    })
    expect((await truth()).fields).toMatchObject({
      "contact.deductible": 1250.5,
      "contact.supplements": ["Iron"],
      "contact.vaccinations": ["Tetanus", "Influenza"],
    })
  })

  it("keeps any text exactly as it came", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: "grapheme" }), async (text) => {
        await put({ customFields: [{ id: notesField, field_value: text }] })
        expect((await truth()).fields["contact.call_notes"]).toBe(text)
      }),
      { numRuns: 40 },
    )
  })

  it("passes over a field that nobody defined", async () => {
    const before = await truth()
    const reply = await put({ customFields: [{ id: "nothing", field_value: "x" }] })
    expect(reply.status).toBe(200)
    expect((await truth()).fields).toEqual(before.fields)
    expect(await lastEffects()).toEqual([])
  })

  it("replaces all tags when it is sent tags", async () => {
    await put({ tags: ["  Only This "] })
    expect((await truth()).contact.tags).toEqual(["only this"])
  })

  it.each([
    [{ companyName: "x" }, "property companyName should not exist"],
    [{ call_notes: "x" }, "property call_notes should not exist"],
    [{ firstName: 7 }, "firstName must be a string"],
    [{ dnd: "yes" }, "dnd must be a boolean value"],
    [{ tags: "one" }, "tags must be an array"],
    [{ customFields: {} }, "customFields must be an array"],
    [{ customFields: [{ field_value: "x" }] }, "customFields.0.id must be a string"],
  ])("refuses %j with 422 and changes nothing", async (body, message) => {
    const before = await truth()
    const reply = await put(body)
    expect(reply.status).toBe(422)
    expect(reply.json.message).toEqual([message])
    expect(await truth()).toEqual(before)
  })

  it("writes names and empties with null", async () => {
    await put({ firstName: "Margo", email: null })
    const { contact } = await truth()
    expect(contact.firstName).toBe("Margo")
    expect(contact.email).toBeUndefined()
  })
})

describe("tags", () => {
  const path = `/contacts/${id}/tags`

  it("are trimmed, lower-cased and added once", async () => {
    const first = await send("POST", path, {
      tags: ["  Bloodwork_Completed ", "bloodwork_completed"],
    })
    expect(first.status).toBe(201)
    expect(first.json.tagsAdded).toEqual(["bloodwork_completed"])
    const again = await send("POST", path, { tags: ["bloodwork_completed"] })
    expect(again.status).toBe(201)
    expect(again.json.tagsAdded).toEqual([])
    expect(again.json.tags).toEqual([...(seeded?.tags ?? []), "bloodwork_completed"])
    expect(await lastEffects()).toEqual([])
  })

  it("are removed by a DELETE with a body; others stay", async () => {
    const reply = await send("DELETE", path, { tags: ["bloodwork_scheduled", "not there"] })
    expect(reply.status).toBe(200)
    expect(reply.json.tagsRemoved).toEqual(["bloodwork_scheduled"])
    const left = seeded?.tags.filter((tag) => tag !== "bloodwork_scheduled") ?? []
    expect((await truth()).contact.tags).toEqual(left)
    expect(await lastEffects()).toEqual([
      { kind: "tags", contactId: id, before: seeded?.tags, after: left },
    ])
  })

  it("end as a set would, whatever is added and removed", async () => {
    const tag = fc.constantFrom("a", " A ", "b", "junction", "c d")
    const step = fc.tuple(fc.constantFrom("POST", "DELETE"), fc.array(tag, { minLength: 1 }))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        await control.reset()
        const wanted = new Set(seeded?.tags)
        for (const [method, tags] of steps) {
          await send(method, path, { tags })
          for (const one of tags.map((text) => text.trim().toLowerCase())) {
            if (method === "POST") wanted.add(one)
            else wanted.delete(one)
          }
        }
        expect(new Set((await truth()).contact.tags)).toEqual(wanted)
      }),
      { numRuns: 15 },
    )
  })

  it("refuse what is no list of texts", async () => {
    expect((await send("POST", path, { tags: "one" })).status).toBe(422)
    expect((await send("POST", path, { tags: [1] })).status).toBe(422)
    expect((await send("POST", path, { tags: ["a"], colour: "red" })).status).toBe(422)
  })

  it("change in bulk, with a result for each contact", async () => {
    const other = world.contacts[0]?.id
    const reply = await send("POST", "/contacts/bulk/tags/update/add", {
      contacts: [id, other, "nobody"],
      tags: ["Autumn"],
      locationId: LOCATION,
    })
    expect(reply.status).toBe(201)
    expect(reply.json).toMatchObject({ succeded: true, errorCount: 1 })
    expect((await truth()).contact.tags).toContain("autumn")
    expect((await lastEffects())?.map((effect) => effect.contactId)).toEqual([id, other])
  })
})

describe("schedules and definitions", () => {
  it("list tasks and appointments", async () => {
    const appointments = await send("GET", `/contacts/${id}/appointments`)
    expect(appointments.json.events).toHaveLength(1)
    const tasks = await send("GET", `/contacts/${world.contacts[0]?.id}/tasks`)
    expect(tasks.json.tasks).toHaveLength(1)
  })

  it("answer 190 definitions, with a type of tomorrow when told to", async () => {
    const path = `/locations/${LOCATION}/customFields`
    await control.settings({ fieldTypes: { [notesField]: "HOLOGRAM" } })
    const reply = await send("GET", `${path}?model=contact`)
    expect(reply.json.customFields).toHaveLength(190)
    expect(reply.text).toContain('"HOLOGRAM"')
    expect((await send("GET", `${path}?model=opportunity`)).json.customFields).toEqual([])
    expect((await send("GET", `${path}/contact.user_id`)).json.customField).toMatchObject({
      fieldKey: "contact.user_id",
    })
  })
})

describe("somebody else in GHL", () => {
  it("edits fields, tags and notes in one go", async () => {
    await control.editAsSomeoneElse(id, {
      contact: { firstName: "Margarita" },
      fields: { "contact.call_notes": "theirs", membership_status: null },
      addTags: ["vip"],
      removeTags: ["bloodwork_scheduled"],
      notes: { add: [{ body: "their note" }] },
    })
    const { contact, fields, notes } = await truth()
    expect(contact.firstName).toBe("Margarita")
    expect(fields["contact.call_notes"]).toBe("theirs")
    expect(fields).not.toHaveProperty(["contact.membership_status"])
    expect(contact.tags).toContain("vip")
    expect(contact.tags).not.toContain("bloodwork_scheduled")
    expect(notes.at(-1)?.body).toBe("their note")
    const entry = (await control.journal()).at(-1)
    expect(entry).toMatchObject({ actor: "someone-else", status: 200 })
    expect(entry?.effects.map((effect) => effect.kind)).toEqual(["tags", "fields", "note-created"])
  })

  it("deletes a contact", async () => {
    await control.editAsSomeoneElse(id, { delete: true })
    expect(await control.truth(id)).toBeNull()
    expect((await send("GET", `/contacts/${id}`)).status).toBe(400)
    const list = await send("GET", `/contacts/?locationId=${LOCATION}`)
    expect(list.json.meta).toMatchObject({ total: 50 })
  })
})
