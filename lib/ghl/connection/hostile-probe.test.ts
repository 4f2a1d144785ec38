import { gzipSync } from "node:zlib"
import fc from "fast-check"
import { afterEach, expect, test } from "vitest"
import { z } from "zod"
import { createGhl } from "../client.ts"
import { genuine } from "../testing/genuine.ts"
import { changes, spoilt } from "../testing/hostile-json.ts"
import { type Answering, genuineBytes, hostileServers } from "../testing/hostile-wire.ts"
import { LOCATION, startWire, TOKEN } from "../testing/wire.ts"
import { AREAS } from "./dealings.ts"

const servers = hostileServers(1_500)
afterEach(servers.closeAll)

const body =
  (text: string): Answering =>
  (_, response) =>
    response.end(text)

test.each<[string, Answering]>([
  ["an HTML page", body("<html><body>Log in</body></html>")],
  ["no JSON object", body('"ok"')],
  ["an array", body("[]")],
  ["nothing", body("")],
  ["JSON cut off", (request, response) => response.end(genuineBytes(request).body.subarray(0, 20))],
  ["a redirect", (_, response) => response.writeHead(302, { location: "/login" }).end()],
  ["a broken connection", (_, response) => response.destroy()],
  ["no answer at all", () => "silent"],
  ["an answer that never ends", (_, response) => response.writeHead(200).flushHeaders()],
  [
    "a packed flood",
    (_, response) =>
      response
        .writeHead(200, { "content-encoding": "gzip" })
        .end(gzipSync(Buffer.alloc(40 * 1024 * 1024, 0x20))),
  ],
])("%s for every answer is a failing connection, not a broken page", async (_, answer) => {
  const wire = await servers.start(answer)
  const areas = await wire.ghl.probe()
  const asked = areas.filter(({ area }) => ["contacts", "search", "fields"].includes(area))
  expect(asked.map(({ state }) => state)).toEqual(["failing", "failing", "failing"])
  expect(areas.some(({ state }) => state === "granted")).toBe(false)
  expect(JSON.stringify(areas)).not.toContain(TOKEN)
})

test.each([{}, { contact: {}, contacts: null, notes: 1, tasks: {}, events: "none" }])(
  "%j for an answer is what the readers would fail on, so no area is granted",
  async (empty) => {
    const wire = await servers.start((_, response) => response.end(JSON.stringify(empty)))
    expect((await wire.ghl.probe()).some(({ state }) => state === "granted")).toBe(false)
  },
)

test.each(["", "/notes", "/tasks", "/appointments"])(
  "an empty answer for a contact%s is a failing area while the others are granted",
  async (part) => {
    const wire = await servers.start((request, response) => {
      const { body, status } = genuineBytes(request)
      const isPart = new RegExp(`^/contacts/\\w+${part}$`).test(request.url)
      response.writeHead(status).end(isPart && request.method === "GET" ? "{}" : body)
    })
    const areas = await wire.ghl.probe()
    const state = (of: string) => areas.find(({ area }) => area === of)?.state
    expect(state(part.slice(1) || "record")).toBe("failing")
    expect(areas.filter(({ state }) => state === "granted")).toHaveLength(6)
  },
)

test("another contact than the one asked for is no record", async () => {
  const wire = await servers.start((request, response) => {
    const { body, status } = genuineBytes(request)
    const isRecord = /^\/contacts\/\w+$/.test(request.url) && request.method === "GET"
    const other = JSON.stringify({ contact: { id: "somebodyElse" } })
    response.writeHead(status).end(isRecord ? other : body)
  })
  const areas = await wire.ghl.probe()
  expect(areas.find(({ area }) => area === "record")?.state).toBe("failing")
})

test.each([1, "", "../../locations", { deep: {} }, null])(
  "a contact with the id %j leads to no call it could aim",
  async (id) => {
    const wire = await servers.start((request, response) => {
      const { body, status } = genuineBytes(request)
      const isPage = /^\/contacts\/(\?|search)/.test(request.url)
      if (!isPage) return response.writeHead(status).end(body)
      const page = JSON.parse(body.toString("utf8"))
      page.contacts = page.contacts.map((one: object) => ({ ...one, id }))
      return response.end(JSON.stringify(page))
    })
    const areas = await wire.ghl.probe()
    expect(areas.find(({ area }) => area === "search")?.state).toBe("granted")
    for (const { url } of wire.requests) {
      expect(url).toMatch(/^\/contacts\/(\?|search)|^\/locations\/\w+\/customFields/)
    }
  },
)

/** What the page of the connection may be told. */
const told = z.array(
  z.strictObject({
    area: z.enum(AREAS),
    state: z.enum(["granted", "missing", "refused", "failing", "unknown"]),
    at: z.iso.datetime().nullable(),
    failure: z
      .strictObject({
        at: z.iso.datetime(),
        kind: z.string(),
        status: z.number().nullable(),
        traceId: z.string().nullable(),
      })
      .nullable(),
  }),
)

test("answers with fields missing, null, extra or of another type are a state of an area", async () => {
  let ask: { which: number; how: Parameters<typeof spoilt>[1]; status: number | null }
  let asked = 0
  const urls: string[] = []
  const wire = await startWire((request, response) => {
    const answer = genuine(request.method, request.url)
    urls.push(request.url)
    asked += 1
    if (answer === null) return response.end()
    const spoil = ask.which === 0 || ask.which === asked
    response.writeHead((spoil && ask.status) || answer.status, {
      "content-type": "application/json",
    })
    response.end(spoil ? spoilt(answer.body, ask.how) : JSON.stringify(answer.body))
  })
  try {
    await fc.assert(
      fc.asyncProperty(
        changes,
        fc.nat({ max: 6 }),
        fc.option(fc.constantFrom(400, 401, 403, 404, 422), { freq: 5 }),
        async (how, which, status) => {
          ask = { how, which, status }
          asked = 0
          const ghl = createGhl({
            baseUrl: wire.url,
            token: TOKEN,
            locationId: LOCATION,
            clinicTimeZone: "America/New_York",
            documentHosts: [],
          })
          const areas = told.parse(await ghl.probe())
          expect(areas.map(({ area }) => area).sort()).toEqual([...AREAS].sort())
          const text = JSON.stringify(areas)
          expect(text).not.toContain(TOKEN)
          expect(text).not.toContain("/documents/download/")
          expect(text.isWellFormed()).toBe(true)
        },
      ),
      { numRuns: 100 },
    )
  } finally {
    await wire.close()
  }
  for (const url of urls) {
    expect(url).toMatch(/^\/contacts\/(\?|search|[\w-]+(\/|$))|^\/locations\/\w+\/customFields/)
    expect(url).not.toContain("..")
  }
})
