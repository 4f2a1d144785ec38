import { createServer } from "node:net"
import { afterEach, describe, expect, test } from "vitest"
import { createGhl } from "./client.ts"
import { GhlError } from "./errors.ts"
import { json, LOCATION, startWire, TOKEN, type Wire } from "./testing/wire.ts"

let wires: Wire[] = []
afterEach(async () => {
  await Promise.all(wires.map((wire) => wire.close()))
  wires = []
})

async function wire(...args: Parameters<typeof startWire>): Promise<Wire> {
  const started = await startWire(...args)
  wires.push(started)
  return started
}

async function failure(promise: Promise<unknown>): Promise<GhlError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof GhlError)) throw new Error("expected a GhlError", { cause: error })
  return error
}

const contact = { contact: { id: "c1", firstName: "Ada", tags: ["junction"] }, traceId: "t-1" }
const isContact = (url: string) => url.startsWith("/contacts/c1")

describe("a read", () => {
  test("sends token and version and gives the contact", async () => {
    const { ghl, requests } = await wire((request, response) => {
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
    const { ghl, requests } = await wire((request, response, count) => {
      if (!isContact(request.url)) return
      if (count < 3) json(response, status, { message: "later" })
      else json(response, 200, contact)
    })
    expect((await ghl.getContact("c1")).id).toBe("c1")
    expect(requests.filter(({ url }) => isContact(url))).toHaveLength(3)
  })

  test("gives up after three tries", async () => {
    const { ghl, requests } = await wire((request, response) => {
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
    const { ghl, requests } = await wire((request, response, count) => {
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
    const { ghl } = await wire((request, response) => {
      if (isContact(request.url)) response.writeHead(200).end(body)
    })
    expect(await failure(ghl.getContact("c1"))).toMatchObject({ kind: "upstream", status: 200 })
  })

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
    const { ghl, requests } = await wire((request, response) => {
      if (isContact(request.url)) json(response, status, body)
    })
    expect(await failure(ghl.getContact("c1"))).toMatchObject({ kind, status, retryable: false })
    expect(requests.filter(({ url }) => isContact(url))).toHaveLength(1)
  })

  test("keeps its deadline against a body that trickles", async () => {
    const { ghl } = await wire(
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
    const other = await wire((_, response) => json(response, 200, contact))
    const { ghl } = await wire((request, response) => {
      if (isContact(request.url)) {
        response.writeHead(307, { location: `${other.url}/contacts/c1` }).end()
      }
    })
    expect(await failure(ghl.getContact("c1"))).toMatchObject({ kind: "upstream", status: 307 })
    expect(other.requests).toEqual([])
  })

  test("ends with the reason of the caller's signal", async () => {
    const { ghl } = await wire(() => undefined)
    const stop = new AbortController()
    const reading = ghl.listNotes("c1", { signal: stop.signal })
    setTimeout(() => stop.abort(), 30)
    await expect(reading).rejects.toThrow(/abort/i)
  })

  test("does not ask for an id that GHL cannot have", async () => {
    const { ghl, requests } = await wire(() => undefined)
    for (const id of ["../locations", "a/b", "", "a?b=c", "x".repeat(65), "%2e%2e"]) {
      expect(await failure(ghl.listNotes(id))).toMatchObject({ kind: "not-found" })
    }
    expect(requests).toEqual([])
  })
})

describe("a write", () => {
  test.each([
    ["a 500", 500, "upstream", "unknown"],
    ["a 422", 422, "rejected", "unknown"],
    ["a 400", 400, "rejected", "unknown"],
    ["a 401", 401, "unauthorized", "not-sent"],
    ["a 403", 403, "forbidden", "not-sent"],
    ["a 429", 429, "rate-limited", "not-sent"],
  ])("is sent once and reports after %s what is known of its effect", async (...row) => {
    const [, status, kind, effect] = row
    const { ghl, requests } = await wire((_, response) => json(response, status, { message: "m" }))
    expect(await failure(ghl.addTags("c1", ["a"]))).toMatchObject({ kind, effect })
    expect(requests).toHaveLength(1)
  })

  test("with a dropped connection has an unknown effect and is not repeated", async () => {
    const { ghl, requests } = await wire(({ method }, response) => {
      if (method === "POST") response.destroy()
      else json(response, 200, { contacts: [] })
    })
    expect(await failure(ghl.createNote("c1", "text"))).toMatchObject({
      kind: "network",
      status: null,
      effect: "unknown",
    })
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1)
  })

  test("with a success that is no JSON has an unknown effect", async () => {
    const { ghl } = await wire((_, response) => response.writeHead(201).end("<p>Created</p>"))
    expect(await failure(ghl.addTags("c1", ["a"]))).toMatchObject({
      kind: "upstream",
      effect: "unknown",
    })
  })

  test("with succeded: false is rejected", async () => {
    const { ghl } = await wire((_, response) => json(response, 200, { succeded: false }))
    expect(await failure(ghl.setCustomField("c1", "f1", "x"))).toMatchObject({
      kind: "rejected",
      effect: "unknown",
    })
  })

  test("without an answer in time has an unknown effect", async () => {
    const { ghl, requests } = await wire(() => undefined, { timeouts: { person: 200 } })
    expect(await failure(ghl.removeTags("c1", ["a"]))).toMatchObject({
      kind: "timeout",
      effect: "unknown",
    })
    expect(requests).toHaveLength(1)
  })

  test("that nobody listens for was certainly not sent", async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        resolve(typeof address === "object" && address ? address.port : 0)
      })
    })
    await new Promise((resolve) => server.close(resolve))
    const at = (baseUrl: string) =>
      createGhl({
        baseUrl,
        token: TOKEN,
        locationId: LOCATION,
        clinicTimeZone: "America/New_York",
        documentHosts: [],
      })
    for (const url of [`http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
      expect(await failure(at(url).addTags("c1", ["a"]))).toMatchObject({
        kind: "network",
        effect: "not-sent",
      })
    }
  })

  test("asks its caller once more at the last moment, after the wait for the budget", async () => {
    const { ghl, requests } = await wire((request, response) => {
      const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-interval-milliseconds": "300" }
      json(response, 200, request.method === "GET" ? { notes: [] } : {}, headers)
    })
    await ghl.listNotes("c1")
    const started = Date.now()
    let asked = 0
    const beforeSend = () => {
      asked = Date.now()
      throw new Error("held back")
    }
    await expect(ghl.addTags("c1", ["a"], { beforeSend })).rejects.toThrow("held back")
    expect(asked - started).toBeGreaterThan(200)
    expect(requests).toHaveLength(1)
  })

  test("sends a DELETE with a body, and the field by id", async () => {
    const { ghl, requests } = await wire((_, response) => json(response, 200, { tags: [] }))
    await ghl.removeTags("c1", ["a b"])
    await ghl.setCustomField("c1", "f1", "")
    expect(requests.map(({ method, url, body }) => [method, url, JSON.parse(body)])).toEqual([
      ["DELETE", "/contacts/c1/tags", { tags: ["a b"] }],
      ["PUT", "/contacts/c1", { customFields: [{ id: "f1", field_value: "" }] }],
    ])
  })
})

test("an error carries no token and no document address, whatever GHL says", async () => {
  const leak = `bad ${TOKEN} see https://services.leadconnectorhq.com/documents/download/abc`
  const { ghl } = await wire((_, response) => json(response, 400, { message: leak, traceId: leak }))
  const error = await failure(ghl.addTags("c1", ["a"]))
  const said = `${error.message} ${error.traceId} ${error.stack} ${JSON.stringify(error)}`
  expect(said).not.toContain(TOKEN)
  expect(said).not.toContain("/documents/download/")
  expect(error.cause).toBeUndefined()
})
