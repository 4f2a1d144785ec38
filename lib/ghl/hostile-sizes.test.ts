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
          for (const list of [json.notes, json.note ? [json.note] : []])
            for (const note of list ?? []) note.body = text.repeat((10 * MB) / text.length)
          for (const one of [...(json.contacts ?? []), json.contact ?? {}].slice(0, 1)) {
            one.firstNameRaw = text.repeat((5 * MB) / text.length)
            one.customFields = [{ id: "f1", value: text.repeat((5 * MB) / text.length) }]
          }
          json.padding = "x".repeat(MB)
          response.writeHead(status).end(JSON.stringify(json))
        })
        const error = await outcome(reader, wire)
        // NUL takes six bytes in JSON. A slow machine may not be through in time; then it said so, in time.
        const may = text === "\0" ? ["too-large", "timeout"] : ["timeout"]
        if (error !== null) expect(may).toContain(error.kind)
      }
    }, 120_000)
  }
})
