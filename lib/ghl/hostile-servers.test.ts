import { afterAll, describe, expect, test } from "vitest"
import { fed } from "./testing/further-readers.ts"
import {
  type Answering,
  genuineBytes,
  hostileServers,
  outcomeOf,
  PDF,
} from "./testing/hostile-wire.ts"
import type { Reader } from "./testing/verbs.ts"
import type { Wire } from "./testing/wire.ts"

/** Short enough to wait for, where the deadline is the point. */
const DEADLINE = 1_500
/** Long enough for any machine, where it is not. */
const PATIENCE = 20_000
/** A verb that asks before it writes has a deadline for each of its calls, of which no verb has more. */
const most = (deadline: number) => 3 * deadline + 4_000

const hurried = hostileServers(DEADLINE)
const patient = hostileServers(PATIENCE)
afterAll(() => Promise.all([hurried.closeAll(), patient.closeAll()]))
const hostile = patient.start
const outcome = (reader: Reader, wire: Wire) => outcomeOf(reader, wire, most(PATIENCE))
const outcomeInTime = (reader: Reader, wire: Wire) => outcomeOf(reader, wire, most(DEADLINE))

describe.concurrent.each(fed)("%s", (_, reader) => {
  test.each([301, 302, 303, 307, 308])("carries the token nowhere by a %i", async (status) => {
    const other = await hostile((request, response) => {
      const { body } = genuineBytes(request)
      response.end(body)
    })
    const wire = await hostile((_, response) => {
      response.writeHead(status, { location: `${other.url}/contacts/c1` }).end()
    })
    expect(await outcome(reader, wire)).toMatchObject({ kind: "upstream", status })
    expect(other.requests).toEqual([])
  })

  test.each<[string, Answering]>([
    ["an HTML page", (_, response) => response.end("<html><body>Log in</body></html>")],
    [
      "JSON cut off in the middle",
      (request, response) => {
        const { body } = genuineBytes(request)
        response.end(body.subarray(0, body.length - 9))
      },
    ],
    ["no JSON object", (_, response) => response.end('"ok"')],
    ["bytes of no text", (_, response) => response.end(Buffer.from([0xff, 0xfe, 0, 1, 0x80]))],
  ])("takes status 200 with %s for an error", async (_, answer) => {
    const wire = await hostile((request, response) => {
      response.writeHead(200, { "content-type": "application/json" })
      // A document's own bytes may be anything.
      if (request.url.startsWith("/documents/")) response.end(PDF)
      else answer(request, response)
    })
    expect((await outcome(reader, wire))?.kind).toMatch(/upstream|timeout/)
  })

  test("takes a 204 without body as a write that was made, or as no answer", async () => {
    const wire = await hostile((_, response) => response.writeHead(204).end())
    const error = await outcome(reader, wire)
    if (reader.writes) expect(error).toBeNull()
    else expect(error?.kind).toMatch(/upstream|timeout/)
  })

  test.each([203, 205, 206, 299, 304, 399, 402, 418, 451, 520, 599])(
    "meets status %i with nothing in it",
    async (status) => {
      const wire = await hostile((_, response) => response.writeHead(status).end())
      const error = await outcome(reader, wire)
      if (status >= 300) expect(error).not.toBeNull()
    },
  )

  test("keeps its deadline against bytes that trickle", async () => {
    const wire = await hurried.start((request, response) => {
      response.writeHead(genuineBytes(request).status)
      const drip = setInterval(() => response.write(" "), 20)
      response.on("close", () => clearInterval(drip))
    })
    expect(await outcomeInTime(reader, wire)).toMatchObject({ kind: "timeout" })
  })

  test("keeps its deadline against an answer that never begins", async () => {
    const wire = await hurried.start(() => "silent")
    expect(await outcomeInTime(reader, wire)).toMatchObject({ kind: "timeout" })
  })

  test("meets a connection that breaks off, at once and in the body", async () => {
    const atOnce = await hostile((_, response) => response.destroy())
    expect((await outcome(reader, atOnce))?.kind).toMatch(/network|timeout/)
    const inTheBody = await hostile((request, response) => {
      const { status, body } = genuineBytes(request)
      response.writeHead(status, { "content-length": body.length })
      response.write(body.subarray(0, 9), () => response.destroy())
    })
    expect((await outcome(reader, inTheBody))?.kind).toMatch(/network|timeout/)
  })

  test("meets headers without end and lengths that lie", async () => {
    const long = await hostile((_, response) => {
      response.writeHead(200, { "x-long": "x".repeat(200_000) }).end("{}")
    })
    expect((await outcome(reader, long))?.kind).toMatch(/network|timeout/)
    const lying = await hostile((_, response) => {
      response.writeHead(200, { "content-length": 99 * 1024 * 1024 })
      response.write("{}")
    })
    expect(await outcome(reader, lying)).toMatchObject({ kind: "too-large" })
  })
})
