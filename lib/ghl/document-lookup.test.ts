import { afterEach, expect, test, vi } from "vitest"
import { failure, json, startWire, type Wire } from "./testing/wire.ts"

vi.mock("node:dns/promises", () => ({ lookup: () => new Promise(() => {}) }))

let wire: Wire | null = null
afterEach(() => wire?.close())

test("a name that is never found does not outlast a document's deadline", async () => {
  const value = ["https://storage.googleapis.com/bucket/lab.pdf"]
  wire = await startWire(
    (request, response) => {
      if (!request.url.startsWith("/contacts/")) {
        const field = { id: "f1", name: "File", fieldKey: "contact.f", dataType: "FILE_UPLOAD" }
        return json(response, 200, { customFields: [field] })
      }
      return json(response, 200, { contact: { id: "c1", customFields: [{ id: "f1", value }] } })
    },
    { timeouts: { document: 2_000 } },
  )
  const [field] = (await wire.ghl.getContact("c1")).fields
  if (field?.value.kind !== "documents") throw new Error("expected a document")
  const id = field.value.documents[0]?.documentId ?? ""
  expect((await failure(wire.ghl.openDocument("c1", id))).kind).toBe("timeout")
  const { failures } = wire.ghl.dealings()
  expect(failures).toMatchObject([{ area: "documents", kind: "timeout" }])
  expect(JSON.stringify(failures)).not.toMatch(/storage|bucket|lab/)
})
