import { randomUUID } from "node:crypto"
import { afterEach, expect, test, vi } from "vitest"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { DocumentContent } from "#lib/ghl/types.ts"
import { readDocumentText } from "./document-text.ts"
import { pdfOf } from "./testing/pdf-of.ts"

afterEach(() => {
  vi.restoreAllMocks()
})

const { signal } = new AbortController()
const report = (bytes: Uint8Array): DocumentContent => ({
  documentId: "report",
  fileName: "Report.pdf",
  mimeType: "application/pdf",
  bytes,
})

/** Documents that come when they are told to, unless whoever asked for them has left. */
function slowDocuments() {
  const coming = Promise.withResolvers<DocumentContent>()
  const open = vi.spyOn(ghl(), "openDocument").mockImplementation((_, __, options) => {
    const left = options?.signal
    left?.addEventListener("abort", () => coming.reject(left.reason))
    return coming.promise
  })
  return { open, ...coming }
}

test("two who ask at the same time share one read", async () => {
  const { open, resolve } = slowDocuments()
  const id = randomUUID()
  const both = [readDocumentText("client", id, signal), readDocumentText("client", id, signal)]
  resolve(report(await pdfOf("text")))
  expect(await Promise.all(both)).toMatchObject([{ state: "read" }, { state: "read" }])
  expect(open).toHaveBeenCalledTimes(1)
})

test("whoever leaves early does not take it from the other", async () => {
  const { open, resolve } = slowDocuments()
  const id = randomUUID()
  const leaving = new AbortController()
  const first = readDocumentText("client", id, leaving.signal)
  const second = readDocumentText("client", id, signal)
  leaving.abort(new Error("left"))
  await expect(first).rejects.toThrow("left")
  resolve(report(await pdfOf("text")))
  expect(await second).toMatchObject({ state: "read" })
  expect(open).toHaveBeenCalledTimes(1)
})

test("when all have left the read ends, and the next one begins anew", async () => {
  const { open } = slowDocuments()
  const id = randomUUID()
  const leaving = new AbortController()
  const alone = readDocumentText("client", id, leaving.signal)
  leaving.abort(new Error("left"))
  await expect(alone).rejects.toThrow("left")
  expect(open.mock.calls[0]?.[2]?.signal?.aborted).toBe(true)
  open.mockResolvedValue(report(await pdfOf("text")))
  expect(await readDocumentText("client", id, signal)).toMatchObject({ state: "read" })
})

test("one that failed is not kept", async () => {
  const open = vi.spyOn(ghl(), "openDocument")
  const down = { kind: "upstream", message: "down", retryable: true, effect: "unknown" } as const
  open.mockRejectedValueOnce(new GhlError(down))
  open.mockResolvedValueOnce(report(new TextEncoder().encode("%PDF-1.7 and no more")))
  open.mockResolvedValueOnce(report(await pdfOf("text")))
  const id = randomUUID()
  expect(await readDocumentText("client", id, signal)).toEqual({ state: "unreadable" })
  expect(await readDocumentText("client", id, signal)).toEqual({ state: "unreadable" })
  expect(await readDocumentText("client", id, signal)).toMatchObject({ state: "read" })
})
