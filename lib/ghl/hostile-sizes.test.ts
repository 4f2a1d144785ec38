import { gzipSync } from "node:zlib"
import { afterEach, describe, expect, test } from "vitest"
import { genuineBytes, hostileServers, outcomeOf } from "./testing/hostile-wire.ts"
import { type Reader, readers } from "./testing/verbs.ts"
import type { Wire } from "./testing/wire.ts"

const MB = 1024 * 1024
const verbs = Object.entries(readers)
const MOST = 60_000

const servers = hostileServers(20_000)
afterEach(servers.closeAll)
const hostile = servers.start
const outcome = (reader: Reader, wire: Wire) => outcomeOf(reader, wire, MOST)

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
      for (const key of keys) Object.assign(one, { [key]: take((5 * MB) / keys.length) })
      if (!property.startsWith("contact")) continue
      Object.assign(one, { customFields: [{ id: "f1", value: take(5 * MB) }] })
    }
  }
  json.padding = take(Math.max(left, MB))
}

describe.each(verbs)("%s", (name, reader) => {
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
    expect((await outcome(reader, endless))?.kind).toMatch(/too-large|timeout/)
    const bomb = gzipSync(Buffer.alloc(40 * MB, 0x20))
    const packed = await hostile((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb)
    })
    expect((await outcome(reader, packed))?.kind).toMatch(/too-large|timeout/)
  })

  if (name !== "openDocument") {
    test("reads 10 MB, whatever they are", async () => {
      for (const text of ["x", "<p>", "a/b%2f", "http://", "&amp;", " \n", "\0"]) {
        const wire = await hostile((request, response) => {
          const { status, body } = genuineBytes(request)
          const json = JSON.parse(body.toString("utf8"))
          makeHuge(json, text)
          response.writeHead(status).end(JSON.stringify(json))
        })
        const error = await outcome(reader, wire)
        // NUL takes six bytes in JSON. A slow machine may not be through in time; then it said so, in time. The
        // plainest text is through on any.
        const may = text === "\0" ? ["too-large", "timeout"] : text === "x" ? [] : ["timeout"]
        if (error !== null) expect(may).toContain(error.kind)
      }
    }, 120_000)
  }
})
