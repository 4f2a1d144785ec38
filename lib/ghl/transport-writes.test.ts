import { createServer } from "node:net"
import { expect, test } from "vitest"
import { createGhl } from "./client.ts"
import { openWire } from "./testing/open-wire.ts"
import { failure, json, LOCATION, TOKEN } from "./testing/wire.ts"

test.each([
  ["a 500", 500, "upstream", "unknown"],
  ["a 422", 422, "rejected", "unknown"],
  ["a 400", 400, "rejected", "unknown"],
  ["a 401", 401, "unauthorized", "not-sent"],
  ["a 403", 403, "forbidden", "not-sent"],
  ["a 429", 429, "rate-limited", "not-sent"],
])("a write is sent once and reports after %s what is known of its effect", async (...row) => {
  const [, status, kind, effect] = row
  const { ghl, requests } = await openWire((_, response) =>
    json(response, status, { message: "m" }),
  )
  expect(await failure(ghl.addTags("c1", ["a"]))).toMatchObject({ kind, effect })
  expect(requests).toHaveLength(1)
})

test("a body says that it is JSON, whatever the method, and a call without one says nothing", async () => {
  const { ghl, requests } = await openWire((_, response) =>
    json(response, 200, { contacts: [], customFields: [], total: 0 }),
  )
  await ghl.createNote("c1", "text")
  await ghl.setCustomField("c1", "f1", "x")
  await ghl.removeTags("c1", ["a"])
  await ghl.searchContacts({ query: "a", limit: 20 })
  const types = requests.map(({ method, headers }) => [method, headers["content-type"]])
  expect(types.filter(([method]) => method !== "GET")).toEqual(
    ["POST", "PUT", "DELETE", "POST"].map((method) => [method, "application/json"]),
  )
  expect(types.filter(([method, type]) => method === "GET" && type !== undefined)).toEqual([])
})

test("a write with a dropped connection has an unknown effect and is not repeated", async () => {
  const { ghl, requests } = await openWire(({ method }, response) => {
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

test("a write with a success that is no JSON has an unknown effect", async () => {
  const { ghl } = await openWire((_, response) => response.writeHead(201).end("<p>Created</p>"))
  expect(await failure(ghl.addTags("c1", ["a"]))).toMatchObject({
    kind: "upstream",
    effect: "unknown",
  })
})

test("a write with succeded: false is rejected", async () => {
  const { ghl } = await openWire((_, response) => json(response, 200, { succeded: false }))
  expect(await failure(ghl.setCustomField("c1", "f1", "x"))).toMatchObject({
    kind: "rejected",
    effect: "unknown",
  })
})

test("a write without an answer in time has an unknown effect", async () => {
  const { ghl, requests } = await openWire(() => undefined, { timeouts: { person: 200 } })
  expect(await failure(ghl.removeTags("c1", ["a"]))).toMatchObject({
    kind: "timeout",
    effect: "unknown",
  })
  expect(requests).toHaveLength(1)
})

test("a write that nobody listens for was certainly not sent", async () => {
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

test("a write asks its caller once more at the last moment, after the wait for the budget", async () => {
  const { ghl, requests } = await openWire((request, response) => {
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
  const { ghl, requests } = await openWire((_, response) => json(response, 200, { tags: [] }))
  await ghl.removeTags("c1", ["a b"])
  await ghl.setCustomField("c1", "f1", "")
  expect(requests.map(({ method, url, body }) => [method, url, JSON.parse(body)])).toEqual([
    ["DELETE", "/contacts/c1/tags", { tags: ["a b"] }],
    ["PUT", "/contacts/c1", { customFields: [{ id: "f1", field_value: "" }] }],
  ])
})
