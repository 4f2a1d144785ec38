import { gzipSync } from "node:zlib"
import { afterEach, describe, expect, test } from "vitest"
import { fed } from "./testing/further-readers.ts"
import { LINK } from "./testing/genuine.ts"
import { genuineBytes, hostileServers, outcomeOf, PDF } from "./testing/hostile-wire.ts"
import { withLongestTurn } from "./testing/longest-turn.ts"
import type { Reader } from "./testing/verbs.ts"
import type { Wire } from "./testing/wire.ts"

const MB = 1024 * 1024
/** What only a reader that hangs exceeds: on a busy machine 10 MB take some seconds. */
const HANGS = 60_000
/**
 * What a reader may compute in one go, while nobody else is served. 10 MB took up to 1.2 s, mostly some tenths
 * of one; what takes the square of a text's length, or of a file's name, takes minutes. Between the two there is
 * room for a machine that is several times slower.
 */
const HOLDS_UP_MS = 10_000

const servers = hostileServers(HANGS)
afterEach(servers.closeAll)
const hostile = servers.start
const outcome = (reader: Reader, wire: Wire) => outcomeOf(reader, wire, HANGS)

/** What long texts are made of; something else stands behind the last of them. */
const PIECES = ["x", "<p>", "a/b%2f", "http://", "&amp;", " \n", "\0", ".", " ", "\t", "\n"]

/** The texts of an answer, by the list or the property they come in. */
const TEXTS: Record<string, readonly string[]> = {
  notes: ["body"],
  note: ["body"],
  contacts: ["firstNameRaw"],
  contact: ["firstNameRaw"],
  tasks: ["body", "title"],
  task: ["body", "title"],
  events: ["title", "address"],
  customFields: ["name", "placeholder"],
}

/** With what is looked for in it by who writes around a link. */
const linked = (text: string) => `${text} ${LINK}`

type OfContact = { customFields: { id: string; value: { u1?: { meta: object } } }[] }

/** Its long text, and the name of its file: the file itself has to be found all the same. */
function makeFieldsHuge(contact: OfContact, take: (bytes: number) => string): void {
  const others = contact.customFields.filter(({ id }) => id !== "f1")
  const customFields = [...others, { id: "f1", value: linked(take(5 * MB)) }]
  for (const { value } of others) {
    if (value.u1) Object.assign(value.u1.meta, { originalname: `a${take(MB)}b` })
  }
  Object.assign(contact, { customFields })
}

/** Puts 10 MB of a text into what is read of an answer, or beside it where nothing of it is read. */
function makeHuge(json: Record<string, unknown>, text: string): void {
  let left = 10 * MB
  const take = (bytes: number) => {
    left -= bytes
    return text.repeat(bytes / text.length)
  }
  for (const [property, keys] of Object.entries(TEXTS)) {
    for (const [index, one] of [json[property] ?? []].flat().entries()) {
      if (index > 0 && property !== "notes") break
      for (const key of keys) Object.assign(one, { [key]: linked(take((5 * MB) / keys.length)) })
      if (property.startsWith("contact")) makeFieldsHuge(one as OfContact, take)
    }
  }
  json.padding = take(Math.max(left, MB))
}

describe.each(fed)("%s", (_, reader) => {
  test("gives up on a body without end, packed or not", async () => {
    const endless = await hostile((_, response) => {
      response.writeHead(200)
      const piece = Buffer.alloc(4 * MB, 0x20)
      const more = () => {
        while (!response.destroyed && response.write(piece));
      }
      response.on("drain", more)
      more()
    })
    expect(await outcome(reader, endless)).toMatchObject({ kind: "too-large" })
    const bomb = gzipSync(Buffer.alloc(40 * MB, 0x20))
    const packed = await hostile((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb)
    })
    expect(await outcome(reader, packed)).toMatchObject({ kind: "too-large" })
  })

  test("reads 10 MB, whatever they are", async () => {
    for (const text of PIECES) {
      const wire = await hostile((request, response) => {
        const { status, body } = genuineBytes(request)
        if (request.url.startsWith("/documents/")) return response.end(body)
        const json = JSON.parse(body.toString("utf8"))
        makeHuge(json, text)
        response.writeHead(status).end(JSON.stringify(json))
      })
      const { value: error, longest } = await withLongestTurn(() => outcome(reader, wire))
      expect(longest, `in one go, over ${JSON.stringify(text)}`).toBeLessThan(HOLDS_UP_MS)
      // NUL takes six bytes in JSON.
      expect([text, error?.kind ?? "read"]).toEqual([text, text === "\0" ? "too-large" : "read"])
    }
  }, 600_000)
})

test("what a reader computes in one go is told, and waiting is not", async () => {
  const busy = await withLongestTurn(async () => {
    const before = process.cpuUsage()
    while (process.cpuUsage(before).user < 400_000);
    return "busy"
  })
  expect(busy).toEqual({ value: "busy", longest: expect.any(Number) })
  expect(busy.longest).toBeGreaterThan(200)
  const idle = await withLongestTurn(() => new Promise((resolve) => setTimeout(resolve, 600)))
  expect(idle.longest).toBeLessThan(200)
})

test("a file of 10 MB is opened to its last byte", async () => {
  for (const text of ["x", "<p>", "\0"]) {
    const bytes = Buffer.concat([PDF, Buffer.alloc(10 * MB, text)])
    const wire = await hostile((request, response) => {
      const { status, body } = genuineBytes(request)
      response.writeHead(status).end(request.url.startsWith("/documents/") ? bytes : body)
    })
    const opened = await wire.ghl.openDocument("c1", "doc1")
    expect(opened.mimeType).toBe("application/pdf")
    expect(bytes.equals(opened.bytes)).toBe(true)
  }
})
