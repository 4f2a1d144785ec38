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
const DEADLINE = 4_000
/** For the machine to notice: less than a deadline, so that two of them are told from one. */
const SLACK = 3_000
/** Long enough for any machine, where it is not. */
const PATIENCE = 20_000

const hurried = hostileServers(DEADLINE)
const patient = hostileServers(PATIENCE)
afterAll(() => Promise.all([hurried.closeAll(), patient.closeAll()]))
const hostile = patient.start
const within = (deadline: number) => (reader: Reader, wire: Wire) =>
  outcomeOf(reader, wire, (reader.verbs ?? 1) * deadline + SLACK)
const outcome = within(PATIENCE)
const outcomeInTime = within(DEADLINE)

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

  test("has one deadline for all its calls, of which each trickles for more than half of it", async () => {
    const wire = await hurried.start((request, response) => {
      const { status, body } = genuineBytes(request)
      response.writeHead(status)
      const drip = setInterval(() => response.write(" "), 20)
      const end = setTimeout(() => response.end(body), 0.55 * DEADLINE)
      response.on("close", () => {
        clearInterval(drip)
        clearTimeout(end)
      })
    })
    const error = await outcomeInTime(reader, wire)
    if (reader.isOneByOne === true) expect(error).toMatchObject({ kind: "timeout" })
    else if (!reader.isOneByOne) expect(error).toBeNull()
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

test("a look at other contacts that is never answered leaves time for the notes it was for", async () => {
  const wire = await hurried.start((request, response) => {
    if (!request.url.startsWith("/contacts/c1/")) return "silent"
    const { status, body } = genuineBytes(request)
    return response.writeHead(status).end(body)
  })
  const [, reader] = fed.find(([name]) => name === "listNotes before a write") ?? []
  expect(reader && (await outcomeInTime(reader, wire))).toBeNull()
})
