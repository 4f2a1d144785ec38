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
const notesField = fieldIdOf("contact.call_notes")
afterAll(() => sandbox.close())
beforeEach(() => control.reset())

const truth = async () => {
  const found = await control.truth(id)
  if (!found) throw new Error("the contact is gone")
  return found
}

/** A file's value with this in its meta. */
const file = (meta: object) => ({ "5f0c6f0e-3d0b-4c0a-9d5e-0b8f4f6a1c21": { meta } })

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

  it.each<[unknown, string]>([
    [{ companyName: "x" }, "property companyName should not exist"],
    [{ call_notes: "x" }, "property call_notes should not exist"],
    [{ firstName: 7 }, "firstName must be a string"],
    [{ dnd: "yes" }, "dnd must be a boolean value"],
    [{ tags: "one" }, "tags must be an array"],
    [{ customFields: {} }, "customFields must be an array"],
    [{ customFields: [{ field_value: "x" }] }, "customFields.0.id must be a string"],
    ...[{}, file({ size: "1024" }), file({ pages: 2 }), { someBox: "x" }].map(
      (field_value): [unknown, string] => [
        { customFields: [{ key: "protocol_document", field_value }] },
        "customFields.0.field_value is of a wrong type",
      ],
    ),
    [{ postalCode: null }, "postalCode must be a string"],
    [{ country: null }, "country must be a string"],
    ...["12/01/90", "25-09-1990", "1990-09", "1990-02-30", "soon"].map(
      (dateOfBirth): [unknown, string] => [
        { dateOfBirth },
        "dateOfBirth must be in one of the supported formats",
      ],
    ),
  ])("refuses %j with 422 and changes nothing", async (body, message) => {
    const before = await truth()
    const reply = await put(body)
    expect(reply.status).toBe(422)
    expect(reply.json.message).toEqual([message])
    expect(await truth()).toEqual(before)
  })

  it("writes names and empties with null, or an empty text where null is not declared", async () => {
    await put({ firstName: "Margo", email: null, postalCode: "", country: "" })
    const { contact } = await truth()
    expect(contact.firstName).toBe("Margo")
    expect(contact.email).toBeUndefined()
    expect(contact.postalCode).toBeUndefined()
    expect(contact.country).toBeUndefined()
  })

  it.each(["1990/09/25", "09/25/1990", "1990-09-25", "09-25-1990", "1990.09.25", "09_25_1990"])(
    "takes a birthday as %s",
    async (dateOfBirth) => {
      await put({ dateOfBirth })
      expect((await truth()).contact.dateOfBirth).toBe("1990-09-25")
    },
  )
})
