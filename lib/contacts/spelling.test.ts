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
  const spelled = await spelling.spelled(ghl, found.contacts)
  for (const contact of spelled) expect(contact.name).toBe(names.get(contact.id))
  expect(await reads(/^\/contacts\/\w+/)).toBe(15)
  expect(await reads(/^\/contacts\/\?/)).toBe(0)
})

test("a few are read by id, and remembered for a minute", async () => {
  let now = 1_000_000
  const spelling = createSpelling(() => now)
  const names = await trueNames()
  const { contacts } = await ghl.searchContacts({ query: "", limit: 3 })
  await control.clearJournal()
  for (const times of [3, 3]) {
    const spelled = await spelling.spelled(ghl, contacts)
    for (const contact of spelled) expect(contact.name).toBe(names.get(contact.id))
    expect(await reads(/^\/contacts\/\w+/)).toBe(times)
  }
  now += 60_001
  await spelling.spelled(ghl, contacts)
  expect(await reads(/^\/contacts\/\w+/)).toBe(6)
})

test("a contact that cannot be read keeps its guess; the others are not lost with it", async () => {
  const { contacts } = await ghl.searchContacts({ query: "", limit: 3 })
  await control.addFault({
    kind: "status",
    status: 400,
    method: "GET",
    path: contacts[1]?.id ?? "",
    count: 10,
  })
  const spelled = await createSpelling().spelled(ghl, contacts)
  expect(spelled.map(({ id }) => id)).toEqual(contacts.map(({ id }) => id))
  expect(spelled[1]?.name).toBe(contacts[1]?.name)
})

test("a name that changed since it was seen is not given back in its old form", async () => {
  const spelling = createSpelling()
  const { contacts } = await ghl.searchContacts({ query: "", limit: 1 })
  const [contact] = contacts
  if (!contact) throw new Error("the sandbox has no contact")
  spelling.remember([{ ...contact, name: "Someone Else", nameIsLowerCased: undefined }])
  const [spelled] = await spelling.spelled(ghl, contacts)
  expect(spelled?.name.toLowerCase()).toBe(contact.name.toLowerCase())
})
