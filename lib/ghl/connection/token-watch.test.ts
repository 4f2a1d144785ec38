import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest"
import { controlOf, type SandboxControl } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { memoryStore } from "../budget/store.ts"
import { createGhl } from "../client.ts"
import { clientAt, failure, LOCATION, TOKEN } from "../testing/wire.ts"
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
  await control.settings({
    revokedScopes: [],
    tokenRevoked: false,
    rateLimit: { max: 2_000, daily: 200_000 },
  })
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

test("a clock that is set back lets no look be late", async () => {
  await ghl.listContacts({ limit: 1 })
  await control.settings({ tokenRevoked: true })
  expect(await whatIsRefused(ghl)).toEqual(NOTHING)
  const steady = performance.now.bind(performance)
  const clock = Date.now
  vi.spyOn(performance, "now").mockImplementation(() => steady() + 36_000)
  vi.spyOn(Date, "now").mockImplementation(() => clock() - 3_600_000)
  onTestFinished(() => void vi.restoreAllMocks())
  expect(await whatIsRefused(ghl)).toEqual({ ...NOTHING, tokenRefusedSince: expect.any(String) })
})

test.each([
  ["a gateway's page", { kind: "html" as const, status: 502 }],
  ["trouble of GHL's", { kind: "status" as const, status: 503 }],
])("%s in one area puts off no look", async (_, fault) => {
  await ghl.listContacts({ limit: 1 })
  await control.settings({ tokenRevoked: true })
  await control.addFault({ ...fault, path: "/notes$", count: 100 })
  const steady = performance.now.bind(performance)
  vi.spyOn(performance, "now").mockImplementation(() => steady() + 36_000)
  onTestFinished(() => void vi.restoreAllMocks())
  expect(await failure(ghl.listNotes("abc"))).toMatchObject({ status: fault.status })
  expect(await whatIsRefused(ghl)).toEqual({ ...NOTHING, tokenRefusedSince: expect.any(String) })
})

test("a 401 that accounts give to tasks alone says nothing of the token, and puts no look off", async () => {
  await ghl.listContacts({ limit: 1 })
  const { heardAt } = ghl.dealings()
  await control.addFault({ kind: "status", status: 401, path: "/tasks" })
  await failure(ghl.listTasks("abc"))
  expect(ghl.dealings()).toMatchObject({ heardAt, tokenRefusedSince: null })
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

describe("when no more is left of the day than what is kept for writes", () => {
  /**
   * A client that has heard nothing yet, and another that has used up the day on the same budget, but for
   * so much of what is kept for writes.
   */
  async function lateInTheDay(share = 0.9) {
    const settings = {
      ...{ baseUrl: sandbox.url, token: TOKEN, locationId: LOCATION, documentHosts: [] },
      ...{ clinicTimeZone: "America/New_York", budgetStore: memoryStore() },
    }
    const other = createGhl(settings)
    await control.spend(400)
    await other.listContacts({ limit: 1 })
    const { limit, remaining } = (await other.budget()).daily
    const used = limit - (remaining ?? limit)
    await control.settings({ rateLimit: { daily: used + Math.ceil(used * 0.05 * share) } })
    await other.listContacts({ limit: 1 })
    const { daily } = await other.budget()
    expect(daily.remaining).toBeLessThan(daily.reserve)
    const read = other.listContacts({ limit: 1 }, { priority: "background" })
    expect(await failure(read)).toMatchObject({ kind: "rate-limited", effect: "not-sent" })
    await control.clearJournal()
    return createGhl(settings)
  }

  test("a refused token is noticed all the same", async () => {
    const silent = await lateInTheDay()
    await control.settings({ tokenRevoked: true })
    expect(await whatIsRefused(silent)).toEqual({
      ...NOTHING,
      tokenRefusedSince: expect.any(String),
    })
  })

  test("half of that is for writes alone", async () => {
    const silent = await lateInTheDay(0.4)
    const { remaining, reserve } = (await silent.budget()).daily
    expect(remaining).toBeGreaterThan(3)
    expect(remaining).toBeLessThan(reserve / 2)
    expect(await whatIsRefused(silent)).toEqual(NOTHING)
    expect(await control.journal()).toEqual([])
    const [someone] = (await silent.listContacts({ limit: 1 }, { forWrite: true })).contacts
    await silent.addTags(someone?.id ?? "", ["still-written"])
    expect((await control.journal()).at(-1)).toMatchObject({ method: "POST", status: 201 })
  })

  test("it is looked for at most every half minute while nothing answers", async () => {
    const silent = await lateInTheDay()
    await control.addFault({ kind: "drop-before", count: 100 })
    const ended = () => silent.dealings().failures.filter(({ area }) => area === "contacts")
    const how = async (now: number) => {
      const before = ended().length
      await whatIsRefused(silent, now)
      expect(ended()).toHaveLength(before + 1)
      return ended()[0]?.kind
    }
    expect(await how(0)).toBe("network")
    expect(await how(29_000)).toBe("rate-limited")
    expect(await how(30_000)).toBe("network")
  })
})
