import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { controlOf, type SandboxControl } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { clientAt, failure, TOKEN } from "../testing/wire.ts"
import type { Ghl } from "../types.ts"
import { whatIsRefused } from "./token-watch.ts"

let sandbox: RunningSandbox
let control: SandboxControl
let ghl: Ghl
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, token: TOKEN })
  control = controlOf(sandbox.url)
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  await control.clearFaults()
  await control.settings({ revokedScopes: [] })
  ghl = clientAt(sandbox.url)
})

const NOTHING = { tokenRefusedSince: null, locationRefusedSince: null, readsRefusedSince: null }
const LACKS_READING = { revokedScopes: ["contacts.readonly"] }

test("a token that was moved to another location is noticed at once, whatever call meets it first", async () => {
  expect(await whatIsRefused(ghl)).toEqual(NOTHING)
  await control.addFault({ kind: "status", status: 403, count: 100 })
  await failure(ghl.listNotes("abc"))
  expect(await whatIsRefused(ghl)).toEqual({
    ...NOTHING,
    locationRefusedSince: expect.any(String),
  })
})

test("a 403 in one area alone raises nothing", async () => {
  const [someone] = (await ghl.listContacts({ limit: 1 })).contacts
  await control.addFault({ kind: "status", status: 403, path: "/notes$" })
  await failure(ghl.listNotes(someone?.id ?? ""))
  await control.clearJournal()
  expect(await whatIsRefused(ghl)).toEqual(NOTHING)
  expect(await control.journal()).toHaveLength(1)
  expect(await whatIsRefused(ghl)).toEqual(NOTHING)
  expect(await control.journal()).toHaveLength(1)
})

test("reads that are refused for want of the scope are tried again every half minute, until one works", async () => {
  const [someone] = (await ghl.listContacts({ limit: 1 })).contacts
  await control.settings(LACKS_READING)
  await failure(ghl.getContact(someone?.id ?? "", { fresh: true }))
  const refused = { ...NOTHING, readsRefusedSince: expect.any(String) }
  await control.clearJournal()
  expect(await whatIsRefused(ghl, 0)).toEqual(refused)
  expect(await whatIsRefused(ghl, 29_000)).toEqual(refused)
  expect(await control.journal()).toHaveLength(1)
  await control.settings({ revokedScopes: [] })
  expect(await whatIsRefused(ghl, 29_900)).toEqual(refused)
  expect(await whatIsRefused(ghl, 30_000)).toEqual(NOTHING)
  const asked = (await control.journal()).map(({ path }) => path.split("?")[0])
  expect(asked).toEqual(["/contacts/", "/contacts/"])
  await whatIsRefused(ghl, 100_000)
  expect(await control.journal()).toHaveLength(2)
})

test("notes that are refused first make the list tell", async () => {
  const [someone] = (await ghl.listContacts({ limit: 1 })).contacts
  await control.settings(LACKS_READING)
  await failure(ghl.listNotes(someone?.id ?? ""))
  expect(await whatIsRefused(ghl)).toEqual({ ...NOTHING, readsRefusedSince: expect.any(String) })
})

test("notes that are refused alone close nothing", async () => {
  const [someone] = (await ghl.listContacts({ limit: 1 })).contacts
  await control.settings(LACKS_READING)
  await failure(ghl.listNotes(someone?.id ?? ""))
  await control.settings({ revokedScopes: [] })
  expect(await whatIsRefused(ghl)).toEqual(NOTHING)
})
