import fc from "fast-check"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { controlOf } from "../control.ts"
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

const seeded = world.contacts.find((contact) => contact.id === id)
const truth = async () => {
  const found = await control.truth(id)
  if (!found) throw new Error("the contact is gone")
  return found
}

const lastEffects = async () => (await control.journal()).at(-1)?.effects

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
