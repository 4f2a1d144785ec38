import { describe, expect, test } from "vitest"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { FaultInput } from "#lib/sandbox/types.ts"
import { createChange } from "../create.ts"
import { until } from "../testing/desk.ts"
import { addPerson } from "../testing/people.ts"
import { onPGlite, onPostgres, openWorld, type World } from "../testing/world.ts"
import type { ChangeView, StepRequest } from "../types.ts"
import { changeView } from "../views.ts"

const LONG_MS = 60_000

/** Where a request stands when its sender is killed. */
const MOMENTS: { name: string; fault: Pick<FaultInput, "kind" | "delayMs" | "holdMs"> }[] = [
  { name: "before the effect", fault: { kind: "drop-before", delayMs: LONG_MS } },
  { name: "after the effect", fault: { kind: "delay-after", delayMs: LONG_MS } },
  {
    name: "four seconds before the effect",
    fault: { kind: "late-effect", holdMs: LONG_MS, delayMs: 4_000 },
  },
]

const CALLS = [
  { method: "GET", path: "$" },
  { method: "PUT", path: "$" },
  { method: "POST", path: "/tags" },
  { method: "DELETE", path: "/tags" },
  { method: "POST", path: "/notes" },
]

type Case = { contactId: string; changeId: string; name: string }

async function addCase(world: World, store: Store, personId: string, name: string): Promise<Case> {
  const contactId = world.nextContact()
  await world.control.editAsSomeoneElse(contactId, {
    fields: { "contact.call_notes": "Old" },
    tags: ["bloodwork_scheduled"],
  })
  const steps: StepRequest[] = [
    {
      kind: "set-field",
      fieldId: world.callNotesId,
      label: "Call notes",
      seen: "Old",
      wanted: "New",
    },
    { kind: "add-tag", tag: "bloodwork_completed" },
    { kind: "remove-tag", tag: "bloodwork_scheduled" },
    { kind: "create-note", body: "Written once" },
  ]
  const request = { contactId, kind: "review" as const, personId, steps }
  const { changeId } = await createChange(store.db, request)
  return { contactId, changeId, name }
}

const notesOf = async (world: World, contactId: string) =>
  (await world.truth(contactId)).notes.filter(({ body }) => body.startsWith("Written once"))

async function isWritten(world: World, contactId: string): Promise<boolean> {
  const { fields, contact } = await world.truth(contactId)
  return (
    fields["contact.call_notes"] === "New" &&
    contact.tags.join() === "bloodwork_completed" &&
    (await notesOf(world, contactId)).length > 0
  )
}

/** Kills a worker while every kind of request is under way, and lets another go on. */
async function killAtEveryRequest(world: World, keepsFolder: boolean): Promise<void> {
  const cases: Case[] = await world.inStore(async (store) => {
    const personId = await addPerson(store.db)
    const added: Case[] = []
    for (const { method, path } of CALLS) {
      for (const { name, fault } of MOMENTS) {
        const one = await addCase(world, store, personId, `${method} ${path} ${name}`)
        const pattern = `/contacts/${one.contactId}${path}`
        await world.control.addFault({ ...fault, method, path: pattern })
        added.push(one)
      }
    }
    return added
  })
  const first = await world.start()
  await until("every request under way", async () => {
    const struck = (await world.control.journal()).filter(({ fault }) => fault !== null)
    return struck.length === cases.length ? true : null
  })
  const second = keepsFolder ? null : await world.start()
  await first.kill()
  const killedAt = Date.now()
  const successor = second ?? (await world.start())
  for (const { contactId, name } of cases) {
    const resumed = await until(`${name} to go on`, async () => {
      const later = (await world.fromApp(contactId)).find(({ time }) => Date.parse(time) > killedAt)
      return later ?? null
    })
    expect(Date.parse(resumed.time) - killedAt, name).toBeLessThan(15_000)
    await until(`${name} to be written`, async () =>
      (await isWritten(world, contactId)) ? true : null,
    )
  }
  await until("quiet: nothing is in doubt any more", async () => {
    const last = (await world.control.journal()).findLast(({ actor }) => actor === "app")
    return Date.now() - Date.parse(last?.time ?? "") > 3_000 ? true : null
  })
  await successor.end()
  await world.inStore(async ({ db }) => {
    for (const { changeId, contactId, name } of cases) {
      const view: ChangeView | null = await changeView(db, changeId)
      expect(view?.status, `${name}: ${view?.message}`).toBe("done")
      expect(await notesOf(world, contactId), name).toHaveLength(1)
      const puts = (await world.fromApp(contactId)).filter(
        ({ method, effects }) => method === "PUT" && effects.length > 0,
      )
      expect(puts, name).toHaveLength(1)
    }
  })
}

describe("a worker killed with its request under way", () => {
  test("on PGlite: the next start goes on at once, and nothing is done twice", async () => {
    await killAtEveryRequest(await openWorld(onPGlite), true)
  }, 90_000)

  const postgres = testBackends().filter(({ name }) => name === "Postgres")

  test.each(postgres)(
    "on $name: another worker goes on within 15 s",
    async ({ open }) => {
      await killAtEveryRequest(await openWorld(onPostgres(open)), false)
    },
    90_000,
  )
})
