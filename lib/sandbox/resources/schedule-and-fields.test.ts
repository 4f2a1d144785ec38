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
afterAll(() => sandbox.close())
beforeEach(() => control.reset())

const notesField = fieldIdOf("contact.call_notes")

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
