import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { createGhl } from "#lib/ghl/client.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { controlOf, type SandboxControl } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { createSpelling } from "./spelling.ts"

let sandbox: RunningSandbox
let control: SandboxControl
let ghl: Ghl

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, token: "test-token" })
  control = controlOf(sandbox.url)
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  await control.reset()
  await control.settings({ rateLimit: { max: 2_000 }, indexLagMs: 0 })
  ghl = createGhl({
    baseUrl: sandbox.url,
    token: "test-token",
    locationId: "VXhSATpOGAvRAnd0iu7x",
    clinicTimeZone: "America/New_York",
    documentHosts: [],
  })
})

const reads = async (path: RegExp) =>
  (await control.journal()).filter((entry) => entry.method === "GET" && path.test(entry.path))
    .length

/** The true name of every contact, by id. */
async function trueNames(): Promise<Map<string, string>> {
  const { contacts } = await ghl.listContacts({ limit: 100 })
  return new Map(contacts.map(({ id, name }) => [id, name]))
}

test("found names come back as their owners spell them, from pages seen or from the contacts", async () => {
  const names = await trueNames()
  const found = await ghl.searchContacts({ query: "", limit: 25 })
  expect(found.contacts.some((contact) => contact.nameIsLowerCased)).toBe(true)
  const spelling = createSpelling()
  spelling.remember((await ghl.listContacts({ limit: 10 })).contacts)
  await control.clearJournal()
  const recalled = found.contacts.map(spelling.recall)
  const guessed = recalled.filter((contact) => contact.nameIsLowerCased).map(({ id }) => id)
  expect(guessed).toHaveLength(15)
  for (const { id, name, nameIsLowerCased } of recalled) {
    if (!nameIsLowerCased) expect(name).toBe(names.get(id))
  }
  const read = await spelling.names(ghl, guessed)
  expect(read).toEqual(new Map(guessed.map((id) => [id, names.get(id)])))
  expect(await reads(/^\/contacts\/\w+/)).toBe(15)
  expect(await reads(/^\/contacts\/\?/)).toBe(0)
})

test("a few are read by id, and remembered for a minute", async () => {
  let now = 1_000_000
  const spelling = createSpelling(() => now)
  const names = await trueNames()
  const { contacts } = await ghl.searchContacts({ query: "", limit: 3 })
  const ids = contacts.map(({ id }) => id)
  await control.clearJournal()
  for (const times of [3, 3]) {
    expect(await spelling.names(ghl, ids)).toEqual(new Map(ids.map((id) => [id, names.get(id)])))
    expect(await reads(/^\/contacts\/\w+/)).toBe(times)
  }
  for (const { id, name } of contacts.map(spelling.recall)) expect(name).toBe(names.get(id))
  now += 60_001
  await spelling.names(ghl, ids)
  expect(await reads(/^\/contacts\/\w+/)).toBe(6)
})

test("names cost at most a quarter of the limit that GHL tells, in the background's lane", async () => {
  let now = 1_000_000
  await control.settings({ rateLimit: { max: 25, intervalMs: 10_000 } })
  const { contacts } = await ghl.searchContacts({ query: "", limit: 20 })
  const ids = contacts.map(({ id }) => id)
  const lanes: unknown[] = []
  const watched: Ghl = {
    ...ghl,
    getContact(id, options) {
      lanes.push(options?.priority)
      return ghl.getContact(id, options)
    },
  }
  const spelling = createSpelling(() => now)
  expect((await spelling.names(watched, ids)).size).toBe(6)
  // Whoever asks next within the interval gets what was read, and costs nothing more.
  expect((await spelling.names(watched, ids.toReversed())).size).toBe(6)
  expect(lanes).toEqual(Array(6).fill("background"))
  now += 10_001
  expect((await spelling.names(watched, ids)).size).toBe(12)
})

test("who looks for something else is not read for any more", async () => {
  const { contacts } = await ghl.searchContacts({ query: "", limit: 20 })
  await control.clearJournal()
  const left = AbortSignal.abort()
  expect(
    (
      await createSpelling().names(
        ghl,
        contacts.map(({ id }) => id),
        left,
      )
    ).size,
  ).toBe(0)
  expect(await reads(/^\/contacts\/\w+/)).toBe(0)
})

test("a contact that cannot be read keeps its guess; the others are not lost with it", async () => {
  const { contacts } = await ghl.searchContacts({ query: "", limit: 3 })
  const ids = contacts.map(({ id }) => id)
  await control.addFault({
    kind: "status",
    status: 400,
    method: "GET",
    path: ids[1] ?? "",
    count: 10,
  })
  const names = await createSpelling().names(ghl, ids)
  expect([...names.keys()].toSorted()).toEqual([ids[0], ids[2]].toSorted())
})

test("a name that changed since it was seen is not given back in its old form", async () => {
  const spelling = createSpelling()
  const { contacts } = await ghl.searchContacts({ query: "", limit: 1 })
  const [contact] = contacts
  if (!contact) throw new Error("the sandbox has no contact")
  spelling.remember([{ ...contact, name: "Someone Else", nameIsLowerCased: undefined }])
  expect(spelling.recall(contact)).toEqual(contact)
  const names = await spelling.names(ghl, [contact.id])
  expect(names.get(contact.id)).toBe((await ghl.getContact(contact.id)).name)
})
