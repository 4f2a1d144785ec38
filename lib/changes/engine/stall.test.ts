import { describe, expect, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { createChange } from "../create.ts"
import { until } from "../testing/desk.ts"
import { addPerson } from "../testing/people.ts"
import { onPGlite, onPostgres, openWorld, type World } from "../testing/world.ts"
import type { StepRequest } from "../types.ts"
import { changeView } from "../views.ts"

async function request(world: World, contactId: string, step: StepRequest): Promise<string> {
  return world.inStore(async ({ db }) => {
    const personId = await addPerson(db)
    return (await createChange(db, { contactId, kind: "note", personId, steps: [step] })).changeId
  })
}

const message = (world: World, changeId: string) =>
  world.inStore(async ({ db }) => (await changeView(db, changeId))?.status)

/** Waits for the app's first request of this method to reach the sandbox. */
const arrived = (world: World, contactId: string, method: string) =>
  until(`a ${method}`, async () =>
    (await world.fromApp(contactId)).some((entry) => entry.method === method) ? true : null,
  )

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const notes = async (world: World, contactId: string) =>
  (await world.truth(contactId)).notes.filter(({ body }) => body.startsWith("Written once"))

const postgres = testBackends().filter(({ name }) => name === "Postgres")

describe.each(postgres)("a worker that stands still, on $name,", ({ open }) => {
  const note: StepRequest = { kind: "create-note", body: "Written once" }

  test("in its read: when it wakes up its lease is another's, and it sends nothing", async () => {
    const world = await openWorld(onPostgres(open))
    const contactId = world.nextContact()
    const path = `/contacts/${contactId}/notes`
    await world.control.addFault({ kind: "delay", method: "GET", path, delayMs: 1_000 })
    const changeId = await request(world, contactId, note)
    const first = await world.start()
    await arrived(world, contactId, "GET")
    first.signal("SIGSTOP")
    await world.start()
    await until("the note", async () => ((await notes(world, contactId))[0] ? true : null))
    first.signal("SIGCONT")
    await pause(2_000)
    const writes = (await world.fromApp(contactId)).filter(({ method }) => method === "POST")
    expect(writes).toHaveLength(1)
    expect(await message(world, changeId)).toBe("done")
  }, 120_000)

  test("with its write in flight: the other finds it, and it is not sent again", async () => {
    const world = await openWorld(onPostgres(open))
    const contactId = world.nextContact()
    const path = `/contacts/${contactId}/notes`
    await world.control.addFault({ kind: "delay", method: "POST", path, delayMs: 1_000 })
    const changeId = await request(world, contactId, note)
    const first = await world.start()
    await arrived(world, contactId, "POST")
    first.signal("SIGSTOP")
    await world.start()
    await until("done", async () => ((await message(world, changeId)) === "done" ? true : null))
    first.signal("SIGCONT")
    await pause(2_000)
    expect(await notes(world, contactId)).toHaveLength(1)
    expect(await message(world, changeId)).toBe("done")
  }, 120_000)
})

describe("a worker that stands still between its read and its write", () => {
  test("reads again, and finds what someone wrote meanwhile", async () => {
    const world = await openWorld(onPGlite)
    const contactId = world.nextContact()
    const field = { "contact.call_notes": "Old" }
    await world.control.editAsSomeoneElse(contactId, { fields: field })
    const path = `/contacts/${contactId}$`
    await world.control.addFault({ kind: "delay-after", method: "GET", path, delayMs: 500 })
    const changeId = await request(world, contactId, {
      kind: "set-field",
      fieldId: world.callNotesId,
      label: "Call notes",
      seen: "Old",
      wanted: "Ours",
    })
    const worker = await world.start()
    await arrived(world, contactId, "GET")
    worker.signal("SIGSTOP")
    await pause(1_000)
    const theirs = { "contact.call_notes": "Theirs" }
    await world.control.editAsSomeoneElse(contactId, { fields: theirs })
    await pause(3_000)
    worker.signal("SIGCONT")
    await pause(2_000)
    await worker.end()
    expect(await message(world, changeId)).toBe("conflict")
    expect((await world.truth(contactId)).fields).toMatchObject(theirs)
  }, 120_000)
})
