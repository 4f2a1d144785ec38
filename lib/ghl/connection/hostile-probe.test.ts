import { gzipSync } from "node:zlib"
import { afterEach, expect, test } from "vitest"
import { type Answering, genuineBytes, hostileServers } from "../testing/hostile-wire.ts"
import { TOKEN } from "../testing/wire.ts"

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

test.each([1, "", "../../locations", { deep: {} }, null])(
  "a contact with the id %j leads to no call it could aim",
  async (id) => {
    const wire = await servers.start((request, response) => {
      const { body, status } = genuineBytes(request)
      if (!request.url.startsWith("/contacts/?")) return response.writeHead(status).end(body)
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
