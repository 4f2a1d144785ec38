import type { ServerResponse } from "node:http"
import { afterEach, expect, test, vi } from "vitest"
import { openWire } from "./testing/open-wire.ts"
import { json, type Wire } from "./testing/wire.ts"

vi.mock("node:dns/promises", () => ({ lookup: async () => [] }))

afterEach(() => {
  vi.unstubAllGlobals()
})

const PDF = "%PDF-1.7 a small file"
const ELSEWHERE = "https://storage.googleapis.com/bucket/lab.pdf"
const AT_GHL = { u1: { meta: { originalname: "Lab.pdf" }, url: "", documentId: "doc1" } }
/** What reading the contact, before each download, costs. */
const READS = 1

/** A GHL with one contact that carries `value`, whose answers tell of a day with so much left. */
async function ghlWith(
  value: unknown,
  file: (url: string, response: ServerResponse) => void = () => undefined,
  day = 1_000,
): Promise<Wire> {
  const limits = {
    "x-ratelimit-limit-daily": "1000",
    "x-ratelimit-daily-remaining": String(day),
  }
  return openWire(({ url }, response) => {
    if (url.startsWith("/contacts/")) {
      const contact = { id: "c1", customFields: [{ id: "f1", value }] }
      json(response, 200, { contact }, limits)
    } else if (url.startsWith("/locations/")) {
      const field = { id: "f1", name: "File", fieldKey: "contact.f", dataType: "FILE_UPLOAD" }
      json(response, 200, { customFields: [field] }, limits)
    } else file(url, response)
  })
}

async function onlyDocument({ ghl }: Wire): Promise<string> {
  const [field] = (await ghl.getContact("c1")).fields
  if (field?.value.kind !== "documents") throw new Error("expected a document")
  return field.value.documents[0]?.documentId ?? ""
}

/** How many places of the budget an attempt to open the contact's document took. */
async function placesFor(wire: Wire): Promise<number> {
  const id = await onlyDocument(wire)
  const before = (await wire.ghl.budget()).interval.used
  await wire.ghl.openDocument("c1", id).catch(() => null)
  return (await wire.ghl.budget()).interval.used - before
}

/** Answers for the storage host; everything else goes where it is sent. */
function storageAnswers(answer: () => Response): void {
  const send = globalThis.fetch
  vi.stubGlobal("fetch", (input: Request | URL | string, init?: RequestInit) =>
    String(input).startsWith("https://storage.googleapis.com/")
      ? Promise.resolve(answer())
      : send(input, init),
  )
}

test("a host that is not GHL pauses nothing, teaches nothing and costs nothing", async () => {
  const headers = { "retry-after": "3600", "x-ratelimit-max": "3", "x-ratelimit-remaining": "0" }
  storageAnswers(() => new Response("slow down", { status: 429, headers }))
  const wire = await ghlWith([ELSEWHERE])
  expect(await placesFor(wire)).toBe(READS)
  expect((await wire.ghl.budget()).interval).toMatchObject({ limit: 100, pausedMs: 0 })
})

test("nor does it where GHL sent us there", async () => {
  storageAnswers(() => new Response(PDF, { headers: { "x-ratelimit-max": "3" } }))
  const wire = await ghlWith(AT_GHL, (_, response) =>
    response.writeHead(302, { location: ELSEWHERE }).end(),
  )
  expect(await placesFor(wire)).toBe(READS + 1)
  expect((await wire.ghl.budget()).interval.limit).toBe(100)
})

test("a file at a place that is not opened costs nothing", async () => {
  expect(await placesFor(await ghlWith(["https://evil.example/lab.pdf"]))).toBe(READS)
})

test("each request to GHL's own host costs a place, a redirect to itself too", async () => {
  const wire = await ghlWith(AT_GHL, (url, response) => {
    if (url === "/storage/lab.pdf") response.end(PDF)
    else response.writeHead(302, { location: "/storage/lab.pdf" }).end()
  })
  expect(await placesFor(wire)).toBe(READS + 2)
})

test("the document that a write needs may use what the day keeps for writes, another may not", async () => {
  const wire = await ghlWith(AT_GHL, (_, response) => response.end(PDF), 20)
  await wire.ghl.getContact("c1")
  await expect(wire.ghl.openDocument("c1", "doc1")).rejects.toMatchObject({ kind: "rate-limited" })
  expect(await wire.ghl.openDocument("c1", "doc1", { forWrite: true })).toMatchObject({
    mimeType: "application/pdf",
  })
})
