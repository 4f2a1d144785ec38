import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { controlOf } from "./control.ts"
import { pageThreeContact } from "./seed/persons-of-note.ts"
import { callerOf, LOCATION, startTestSandbox } from "./testing/caller.ts"

const sandbox = await startTestSandbox()
const send = callerOf(sandbox.url)
const control = controlOf(sandbox.url)
const { id } = pageThreeContact()
afterAll(() => sandbox.close())
beforeEach(() => control.reset())

const truth = async () => {
  const found = await control.truth(id)
  if (!found) throw new Error("the contact is gone")
  return found
}

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
