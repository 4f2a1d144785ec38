import type { ServerResponse } from "node:http"
import { expect, test } from "vitest"
import { sniffMimeType } from "./sniff.ts"
import { openWire } from "./testing/open-wire.ts"
import { json, TOKEN, type Wire, type WireRequest } from "./testing/wire.ts"

const PDF = Buffer.from("%PDF-1.7 a small file")
const VALUE = {
  u1: {
    meta: { originalname: "Lab.pdf", mimetype: "text/html", size: 1, uuid: "u1" },
    url: "https://services.leadconnectorhq.com/documents/download/doc1",
    documentId: "doc1",
  },
}

/** A server with one contact that carries `value`; `file` answers the downloads. */
async function withDocument(
  value: unknown,
  file: (request: WireRequest, response: ServerResponse) => void,
): Promise<Wire> {
  return openWire((request, response) => {
    if (request.url === "/contacts/c1") {
      json(response, 200, { contact: { id: "c1", customFields: [{ id: "f1", value }] } })
    } else if (request.url.startsWith("/locations/")) {
      const definition = { id: "f1", name: "File", fieldKey: "contact.f", dataType: "FILE_UPLOAD" }
      json(response, 200, { customFields: [definition] })
    } else file(request, response)
  })
}

test("opens a document from an address it built itself, with the type of its bytes", async () => {
  const { ghl, requests } = await withDocument(VALUE, (_, response) => response.end(PDF))
  const document = await ghl.openDocument("c1", "doc1")
  expect(document).toMatchObject({
    documentId: "doc1",
    fileName: "Lab.pdf",
    mimeType: "application/pdf",
  })
  expect(Buffer.from(document.bytes)).toEqual(PDF)
  expect(requests.map(({ url }) => url)).toContain("/documents/download/doc1")
})

test("a document that does not hang on the contact is not asked for", async () => {
  const { ghl, requests } = await withDocument(VALUE, (_, response) => response.end(PDF))
  for (const id of ["doc2", "../contacts/c1", "", "u1"]) {
    await expect(ghl.openDocument("c1", id)).rejects.toMatchObject({ kind: "not-found" })
  }
  expect(requests.some(({ url }) => url.includes("/documents/"))).toBe(false)
})

test("follows a redirect to GHL's own host without the token", async () => {
  const { ghl, requests } = await withDocument(VALUE, ({ url }, response) => {
    if (url === "/storage/a.pdf") response.end(PDF)
    else response.writeHead(302, { location: "/storage/a.pdf" }).end()
  })
  expect((await ghl.openDocument("c1", "doc1")).mimeType).toBe("application/pdf")
  const followed = requests.find(({ url }) => url === "/storage/a.pdf")
  expect(followed?.headers.authorization).toBeUndefined()
  const first = requests.find(({ url }) => url === "/documents/download/doc1")
  expect(first?.headers.authorization).toBe(`Bearer ${TOKEN}`)
})

test("does not follow a redirect to a host that is not on the list, nor in a circle", async () => {
  const other = await withDocument(null, (_, response) => response.end("secret"))
  const outward = await withDocument(VALUE, (_, response) => {
    response.writeHead(302, { location: `${other.url}/inside` }).end()
  })
  await expect(outward.ghl.openDocument("c1", "doc1")).rejects.toMatchObject({ kind: "rejected" })
  expect(other.requests).toEqual([])
  const circle = await withDocument(VALUE, ({ url }, response) => {
    response.writeHead(302, { location: url }).end()
  })
  await expect(circle.ghl.openDocument("c1", "doc1")).rejects.toMatchObject({ kind: "rejected" })
  expect(circle.requests.filter(({ url }) => url.includes("/documents/"))).toHaveLength(3)
})

test("a bare address on a host that is not on the list is not opened", async () => {
  const other = await withDocument(null, (_, response) => response.end("secret"))
  const { ghl } = await withDocument([`${other.url}/inside.pdf`], (_, response) => response.end())
  const contact = await ghl.getContact("c1")
  const value = contact.fields[0]?.value
  if (value?.kind !== "documents") throw new Error("expected a document")
  const id = value.documents[0]?.documentId ?? ""
  expect(id).toMatch(/^url-/)
  await expect(ghl.openDocument("c1", id)).rejects.toMatchObject({ kind: "rejected" })
  expect(other.requests).toEqual([])
})

test.each([["with its length told"], ["without it"]])(
  "a file too large %s is refused",
  async (how) => {
    const { ghl } = await withDocument(VALUE, (_, response) => {
      if (how === "without it") response.write(Buffer.alloc(600))
      else response.setHeader("content-length", "1200")
      response.write(Buffer.alloc(600))
      response.end(how === "without it" ? undefined : Buffer.alloc(600))
    })
    await expect(ghl.openDocument("c1", "doc1", { maxBytes: 1_000 })).rejects.toMatchObject({
      kind: "too-large",
    })
  },
)

test("a missing file is not found, a broken one a broken connection", async () => {
  const gone = await withDocument(VALUE, (_, response) => json(response, 404, { message: "gone" }))
  await expect(gone.ghl.openDocument("c1", "doc1")).rejects.toMatchObject({ kind: "not-found" })
  const broken = await withDocument(VALUE, (_, response) => {
    response.writeHead(200, { "content-length": "100" })
    response.write("%PDF-")
    setTimeout(() => response.destroy(), 20)
  })
  await expect(broken.ghl.openDocument("c1", "doc1")).rejects.toMatchObject({ kind: "network" })
})

test.each([
  ["%PDF-1.4", "application/pdf"],
  ["\x89PNG\r\n\x1a\n....", "image/png"],
  ["\xff\xd8\xff\xe0", "image/jpeg"],
  ["GIF89a", "image/gif"],
  ["RIFF....WEBPVP8 ", "image/webp"],
  ["<html><script>", "application/octet-stream"],
  ["", "application/octet-stream"],
])("bytes %j are %s", (bytes, type) => {
  expect(sniffMimeType(Buffer.from(bytes, "latin1"))).toBe(type)
})
