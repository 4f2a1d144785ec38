import { afterAll, describe, expect, test } from "vitest"
import { type Answering, genuineBytes, hostileServers, PDF } from "./testing/hostile-wire.ts"
import { failure, TOKEN } from "./testing/wire.ts"

/** Short enough to wait for where a case ends by it, and far more than any other needs. */
const hurried = hostileServers(1_500)
const patient = hostileServers(20_000)
afterAll(() => Promise.all([hurried.closeAll(), patient.closeAll()]))

/** The record is as it should be; only the file's own server is hostile. */
const atDownload =
  (answer: Answering): Answering =>
  (request, response) => {
    if (request.url.startsWith("/documents/")) return answer(request, response)
    const { status, body } = genuineBytes(request)
    return response.writeHead(status, { "content-type": "application/json" }).end(body)
  }
const status =
  (code: number): Answering =>
  (_, response) =>
    response.writeHead(code, { "x-trace-id": "t-1" }).end(code === 204 ? undefined : "<p>no</p>")

describe.concurrent("a download", () => {
  test.each<[string, string, Answering, typeof hurried?]>([
    [
      "bytes that trickle",
      "timeout",
      (_, response) => {
        response.writeHead(200).write(PDF)
        const drip = setInterval(() => response.write(" "), 20)
        response.on("close", () => clearInterval(drip))
      },
      hurried,
    ],
    ["silence", "timeout", () => "silent", hurried],
    [
      "a body that never comes",
      "timeout",
      (_, response) => response.writeHead(200).flushHeaders(),
      hurried,
    ],
    ["a 204", "upstream", status(204)],
    ["an empty body", "upstream", (_, response) => response.writeHead(200).end()],
    [
      "a body that breaks off",
      "network",
      (_, response) => {
        response.writeHead(200, { "content-length": 999 })
        response.write(PDF, () => response.destroy())
      },
    ],
    [
      "a length that is too large",
      "too-large",
      (_, response) => {
        response.writeHead(200, { "content-length": 99 * 1024 * 1024 })
        response.write(PDF)
      },
    ],
    [
      "a storage host that is not on the list",
      "rejected",
      (_, response) =>
        response.writeHead(302, { location: "https://evil.example/file.pdf?key=secret" }).end(),
    ],
    ["a refused token", "unauthorized", status(401)],
    ["a refused location", "forbidden", status(403)],
    ["a file that is gone", "not-found", status(404)],
    ["trouble", "upstream", status(503)],
  ])(
    "%s ends as %s, among the last failures, without the link",
    async (_, kind, answer, servers = patient) => {
      const wire = await servers.start(atDownload(answer))
      const error = await failure(wire.ghl.openDocument("c1", "doc1"))
      expect(error.kind).toBe(kind)
      const { failures, tokenRefusedSince, locationInDoubt } = wire.ghl.dealings()
      expect(failures).toMatchObject([
        {
          area: "documents",
          operation: "GET /documents/download/{id}",
          kind,
          status: error.status,
          traceId: error.traceId,
        },
      ])
      expect(JSON.stringify(failures)).not.toMatch(new RegExp(`doc1|secret|http|${TOKEN}`))
      // Files answer without a token, so they tell nothing of it.
      expect({ tokenRefusedSince, locationInDoubt }).toEqual({
        tokenRefusedSince: null,
        locationInDoubt: false,
      })
    },
  )
})

test("a download that succeeds is remembered too", async () => {
  const wire = await patient.start(atDownload((_, response) => response.end(PDF)))
  await wire.ghl.openDocument("c1", "doc1")
  expect(wire.ghl.dealings()).toMatchObject({
    succeeded: { documents: expect.any(String) },
    failures: [],
  })
})
