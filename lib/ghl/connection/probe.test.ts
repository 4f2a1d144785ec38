import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { controlOf, type SandboxControl } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { clientAt, failure, LOCATION, TOKEN } from "../testing/wire.ts"
import type { Ghl } from "../types.ts"

let sandbox: RunningSandbox
let control: SandboxControl
let ghl: Ghl

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, token: TOKEN })
  control = controlOf(sandbox.url)
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  await control.reset()
  await control.clearFaults()
  await control.settings({
    rateLimit: { max: 2_000 },
    tokenRevoked: false,
    revokedScopes: [],
    unknownContact: 400,
  })
  await control.clearJournal()
  ghl = clientAt(sandbox.url)
})

const states = async () =>
  Object.fromEntries((await ghl.probe()).map(({ area, state }) => [area, state]))

const READS = ["contacts", "search", "record", "notes", "tasks", "appointments", "fields"]
const allReads = (state: string) => Object.fromEntries(READS.map((area) => [area, state]))

describe("the probe", () => {
  test("finds every read granted, knows nothing of writes, and writes nothing", async () => {
    expect(await states()).toEqual({
      ...allReads("granted"),
      documents: "unknown",
      writes: "unknown",
    })
    const sent = await control.journal()
    expect(sent.map(({ method, path }) => `${method} ${path.split("?")[0]}`).sort()).toEqual([
      "GET /contacts/",
      ...["", "/appointments", "/notes", "/tasks"].map((part) =>
        expect.stringMatching(new RegExp(`^GET /contacts/[^/]+${part}$`)),
      ),
      `GET /locations/${LOCATION}/customFields`,
      "POST /contacts/search",
    ])
    expect(sent.flatMap(({ effects }) => effects)).toEqual([])
  })

  test("serves two askers by one look", async () => {
    await Promise.all([ghl.probe(), ghl.probe()])
    expect(await control.journal()).toHaveLength(7)
  })

  test("tells a missing scope of the fields from everything else", async () => {
    await control.settings({ revokedScopes: ["locations/customFields.readonly"] })
    expect(await states()).toEqual({
      ...allReads("granted"),
      fields: "missing",
      documents: "unknown",
      writes: "unknown",
    })
  })

  test("says nothing of what it could not ask without a contact", async () => {
    await control.settings({ revokedScopes: ["contacts.readonly"] })
    expect(await states()).toMatchObject({
      contacts: "missing",
      search: "missing",
      notes: "unknown",
      fields: "granted",
    })
  })

  describe("asks about a contact that the caller remembers", () => {
    const OF_ONE = ["record", "notes", "tasks", "appointments"]
    const ofOne = (state: string) => Object.fromEntries(OF_ONE.map((area) => [area, state]))
    const statesBy = async (remembered: string | null) =>
      Object.fromEntries(
        (await ghl.probe(async () => remembered)).map(({ area, state }) => [area, state]),
      )
    const someone = async () => (await ghl.listContacts({ limit: 1 })).contacts[0]?.id ?? ""
    const LIST_OR_SEARCH = "^/contacts/(\\?|search)"
    /** A location in which nobody is. */
    const empty = () =>
      control.addFault({
        kind: "status",
        status: 200,
        body: { contacts: [], total: 0, count: 0, meta: { total: 0 } },
        path: LIST_OR_SEARCH,
        count: 100,
      })

    test("where the token may not read contacts", async () => {
      const id = await someone()
      await control.settings({ revokedScopes: ["contacts.readonly"] })
      expect(await statesBy(id)).toMatchObject({
        ...allReads("missing"),
        fields: "granted",
      })
    })

    test.each([400, 404] as const)(
      "where the location is empty; that it is gone (%i) is an answer past the scope",
      async (unknownContact) => {
        await control.settings({ unknownContact })
        await empty()
        expect(await statesBy("GoneContact123")).toMatchObject(allReads("granted"))
      },
    )

    test("each by itself", async () => {
      const id = await someone()
      await empty()
      await control.addFault({ kind: "status", status: 401, path: "/tasks$" })
      await control.addFault({ kind: "status", status: 500, path: "/notes$", count: 100 })
      expect(await statesBy(id)).toMatchObject({
        ...allReads("granted"),
        tasks: "missing",
        notes: "failing",
      })
      expect((await control.journal()).flatMap(({ effects }) => effects)).toEqual([])
    })

    test("and about nobody where it remembers none, or none with an id that GHL could give", async () => {
      await empty()
      expect(await statesBy(null)).toMatchObject(ofOne("unknown"))
      ghl = clientAt(sandbox.url)
      expect(await statesBy("no id/..")).toMatchObject(ofOne("unknown"))
    })

    test("only where it needs to: not while somebody is listed", async () => {
      let asked = 0
      await ghl.probe(async () => {
        asked += 1
        return "GoneContact123"
      })
      expect(asked).toBe(0)
    })
  })

  test("asks about a contact that the search gave where the list fails", async () => {
    await control.addFault({ kind: "status", status: 503, path: "^/contacts/\\?", count: 100 })
    expect(await states()).toMatchObject({
      ...allReads("granted"),
      contacts: "failing",
    })
  })

  test("calls a refused token failing, not a missing scope", async () => {
    await control.settings({ tokenRevoked: true })
    const probes = await ghl.probe()
    expect(probes.find(({ area }) => area === "fields")).toMatchObject({
      state: "failing",
      failure: { kind: "unauthorized", status: 401, traceId: expect.any(String) },
    })
    expect(ghl.dealings().tokenRefusedSince).not.toBeNull()
  })

  test("calls a location that is closed to the token refused, not a missing scope", async () => {
    await control.addFault({ kind: "status", status: 403, count: 100 })
    const probes = await ghl.probe()
    expect(probes.find(({ area }) => area === "fields")).toMatchObject({
      state: "refused",
      failure: { kind: "forbidden", status: 403 },
    })
    expect(ghl.dealings()).toMatchObject({
      tokenRefusedSince: null,
      locationRefusedSince: expect.any(String),
    })
  })

  test("knows nothing of writes, whatever became of the last one: the store does", async () => {
    const [someone] = (await ghl.listContacts({ limit: 1 })).contacts
    await ghl.addTags(someone?.id ?? "", ["vip"])
    await control.settings({ revokedScopes: ["contacts.write"] })
    await failure(ghl.addTags(someone?.id ?? "", ["vip-2"]))
    expect(await states()).toMatchObject({ writes: "unknown" })
  })
})
