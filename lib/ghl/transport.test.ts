import { describe, expect, test } from "vitest"
import { emptyState } from "./budget/state.ts"
import { memoryStore } from "./budget/store.ts"
import { openWire } from "./testing/open-wire.ts"
import { failure, json, TOKEN } from "./testing/wire.ts"

const contact = { contact: { id: "c1", firstName: "Ada", tags: ["junction"] }, traceId: "t-1" }
const isContact = (url: string) => url.startsWith("/contacts/c1")

describe("a read", () => {
  test("sends token and version and gives the contact", async () => {
    const { ghl, requests } = await openWire((request, response) => {
      if (isContact(request.url)) json(response, 200, contact)
    })
    expect(await ghl.getContact("c1")).toMatchObject({ id: "c1", name: "Ada", tags: ["junction"] })
    const sent = requests.find(({ url }) => isContact(url))
    expect(sent?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      version: "2021-07-28",
    })
  })

  test.each([502, 503, 500])("is tried again after %i", async (status) => {
    const { ghl, requests } = await openWire((request, response, count) => {
      if (!isContact(request.url)) return
      if (count < 3) json(response, status, { message: "later" })
      else json(response, 200, contact)
    })
    expect((await ghl.getContact("c1")).id).toBe("c1")
    expect(requests.filter(({ url }) => isContact(url))).toHaveLength(3)
  })

  test("by POST, as the search is, is tried again too", async () => {
    const { ghl } = await openWire((request, response, count) => {
      if (request.url !== "/contacts/search") return
      if (count === 1) response.destroy()
      else json(response, 200, { contacts: [], total: 0 })
    })
    expect((await ghl.searchContacts({ query: "a", limit: 20 })).total).toBe(0)
  })

  test("gives up after three tries", async () => {
    const { ghl, requests } = await openWire((request, response) => {
      if (isContact(request.url)) json(response, 502, { message: "down", traceId: "t-9" })
    })
    expect(await failure(ghl.getContact("c1"))).toMatchObject({
      kind: "upstream",
      status: 502,
      traceId: "t-9",
      message: "down",
      retryable: true,
    })
    expect(requests.filter(({ url }) => isContact(url))).toHaveLength(3)
  })

  test("waits as long as Retry-After asks on 503, and gives up when that is past the deadline", async () => {
    const { ghl, requests } = await openWire((request, response, count) => {
      if (!isContact(request.url)) return
      if (count === 1) json(response, 503, {}, { "retry-after": "1" })
      else json(response, 503, {}, { "retry-after": "60" })
    })
    const started = Date.now()
    expect(await failure(ghl.getContact("c1"))).toMatchObject({
      kind: "upstream",
      retryAfterMs: 60_000,
    })
    expect(Date.now() - started).toBeGreaterThanOrEqual(990)
    expect(Date.now() - started).toBeLessThan(5_000)
    expect(requests.filter(({ url }) => isContact(url))).toHaveLength(2)
  })

  test.each([
    ["an HTML page", "<html><body>Bad gateway</body></html>"],
    ["broken JSON", '{"contact": {"id": "c1"'],
    ["a bare text", '"ok"'],
    ["nothing", ""],
  ])("with status 200 and %s is an upstream error", async (_, body) => {
    const { ghl } = await openWire((request, response) => {
      if (isContact(request.url)) response.writeHead(200).end(body)
    })
    expect(await failure(ghl.getContact("c1"))).toMatchObject({ kind: "upstream", status: 200 })
  })

  test.each(["<html><body>Not found</body></html>", "", "default backend - 404"])(
    "with status 404 and no JSON of GHL's (%j) is an upstream error, not a contact that is gone",
    async (body) => {
      const { ghl } = await openWire((request, response) => {
        if (isContact(request.url)) response.writeHead(404).end(body)
      })
      const failed = await failure(ghl.getContact("c1"))
      expect(failed).toMatchObject({ kind: "upstream", status: 404, retryable: true })
    },
  )

  test.each([
    [401, { message: "Invalid JWT" }, "unauthorized"],
    [401, { message: "The token is not authorized for this scope." }, "missing-scope"],
    [403, { message: "The token does not have access to this location." }, "forbidden"],
    [404, { message: "x" }, "not-found"],
    [400, { message: "Contact not found for id: c1" }, "not-found"],
    [400, { message: "Invalid field foo" }, "rejected"],
    [422, { message: ["property foo should not exist", "bar"] }, "rejected"],
    [200, { succeded: false }, "rejected"],
  ])("%i %j is %s", async (status, body, kind) => {
    const { ghl, requests } = await openWire((request, response) => {
      if (isContact(request.url)) json(response, status, body)
    })
    expect(await failure(ghl.getContact("c1"))).toMatchObject({ kind, status, retryable: false })
    expect(requests.filter(({ url }) => isContact(url))).toHaveLength(1)
  })

  test("that our own budget refuses is not tried again: the budget knows until when there is no room", async () => {
    const paused = { ...emptyState(), pausedUntil: performance.now() + 60_000 }
    const { turn } = memoryStore(paused)
    let turns = 0
    const counting: typeof turn = (act) => {
      turns += 1
      return turn(act)
    }
    const { ghl, requests } = await openWire(() => undefined, {
      budgetStore: { lookMs: null, turn: counting },
    })
    expect(await failure(ghl.listNotes("c1"))).toMatchObject({
      kind: "rate-limited",
      effect: "not-sent",
    })
    expect(turns).toBe(1)
    expect(requests).toEqual([])
  })

  test("keeps its deadline against a body that trickles", async () => {
    const { ghl } = await openWire(
      (request, response) => {
        if (!isContact(request.url)) return
        response.writeHead(200, { "content-type": "application/json" })
        const drip = setInterval(() => response.write(" "), 20)
        response.on("close", () => clearInterval(drip))
      },
      { timeouts: { person: 400 } },
    )
    const started = Date.now()
    expect(await failure(ghl.getContact("c1"))).toMatchObject({ kind: "timeout" })
    expect(Date.now() - started).toBeLessThan(1_500)
  })

  test("does not follow a redirect, and the token stays", async () => {
    const other = await openWire((_, response) => json(response, 200, contact))
    const { ghl } = await openWire((request, response) => {
      if (isContact(request.url)) {
        response.writeHead(307, { location: `${other.url}/contacts/c1` }).end()
      }
    })
    expect(await failure(ghl.getContact("c1"))).toMatchObject({ kind: "upstream", status: 307 })
    expect(other.requests).toEqual([])
  })

  test("ends with the reason of the caller's signal", async () => {
    const { ghl } = await openWire(() => undefined)
    const stop = new AbortController()
    const reading = ghl.listNotes("c1", { signal: stop.signal })
    setTimeout(() => stop.abort(), 30)
    await expect(reading).rejects.toThrow(/abort/i)
  })

  test("does not ask for an id that GHL cannot have", async () => {
    const { ghl, requests } = await openWire(() => undefined)
    for (const id of ["../locations", "a/b", "", "a?b=c", "x".repeat(65), "%2e%2e"]) {
      expect(await failure(ghl.listNotes(id))).toMatchObject({ kind: "not-found" })
    }
    expect(requests).toEqual([])
  })
})

test("an error carries no token and no document address, whatever GHL says", async () => {
  const leak = `bad ${TOKEN} see https://services.leadconnectorhq.com/documents/download/abc`
  const { ghl } = await openWire((_, response) =>
    json(response, 400, { message: leak, traceId: leak }),
  )
  const error = await failure(ghl.addTags("c1", ["a"]))
  const said = `${error.message} ${error.traceId} ${error.stack} ${JSON.stringify(error)}`
  expect(said).not.toContain(TOKEN)
  expect(said).not.toContain("/documents/download/")
  expect(error.cause).toBeUndefined()
})
