import { afterEach, expect, test } from "vitest"
import { genuineBytes, hostileServers, PDF } from "./testing/hostile-wire.ts"

/** An override and an isolate that is never closed: shown by themselves they turn what comes after them. */
const MARKED = "a\u202egnp\u2067.exe"

const servers = hostileServers(20_000)
afterEach(servers.closeAll)

/** A server whose answers have the marks in every text that a person or a form put there. */
const marked = () =>
  servers.start((request, response) => {
    if (request.url.startsWith("/documents/")) return response.end(PDF)
    const { status, body } = genuineBytes(request)
    const turned = body
      .toString("utf8")
      .replaceAll(/"(?:Ada|junction|Yes|Lab\.pdf|Call about the draw)"/g, JSON.stringify(MARKED))
      .replaceAll("HbA1c <5.6 %", MARKED)
    return response.writeHead(status).end(turned)
  })

test("direction marks stand in texts as they came: whoever edits one writes them back", async () => {
  const { ghl } = await marked()
  const contact = await ghl.getContact("c1")
  expect(contact).toMatchObject({ firstName: MARKED, tags: [MARKED] })
  expect(contact.fields.map(({ value }) => value)).toContainEqual({
    kind: "choices",
    choices: [MARKED],
  })
  expect((await ghl.listNotes("c1"))[0]?.body).toContain(MARKED)
  expect((await ghl.listTasks("c1"))[0]?.title).toBe(MARKED)
})

test("a file's name has none, where they would hide its ending", async () => {
  const { ghl } = await marked()
  const { fields } = await ghl.getContact("c1")
  const names = fields.flatMap(({ value }) =>
    value.kind === "documents" ? value.documents.map(({ fileName }) => fileName) : [],
  )
  expect(names).toEqual(["a gnp .exe"])
  expect((await ghl.openDocument("c1", "doc1")).fileName).toBe("a gnp .exe")
})
