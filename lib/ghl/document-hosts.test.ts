import { describe, expect, test } from "vitest"
import { checkDocumentAddress, isPrivateAddress } from "./document-hosts.ts"

describe("addresses of documents", () => {
  const { signal } = new AbortController()
  const real = {
    baseUrl: "https://services.leadconnectorhq.com",
    documentHosts: ["storage.invalid", "127.0.0.1", "[::1]", "localhost"],
  }
  const demo = { baseUrl: "http://127.0.0.1:4010", documentHosts: [] }

  test.each([
    ["https://services.leadconnectorhq.com/documents/download/a", real],
    ["https://storage.invalid/bucket/a.pdf", real],
    ["http://127.0.0.1:4010/documents/download/a", demo],
  ])("%s may be fetched", async (address, allowed) => {
    await expect(checkDocumentAddress(new URL(address), allowed, signal)).resolves.toBeUndefined()
  })

  test.each([
    ["http://storage.invalid/a.pdf", real],
    ["https://storage.invalid:8443/a.pdf", real],
    ["https://user@storage.invalid/a.pdf", real],
    ["https://evil.storage.invalid/a.pdf", real],
    ["https://storage.invalid.evil.test/a.pdf", real],
    ["http://services.leadconnectorhq.com/documents/download/a", real],
    ["https://127.0.0.1/a", real],
    ["https://[::1]/a", real],
    ["https://localhost/a", real],
    ["https://169.254.169.254/latest/meta-data", real],
    ["http://127.0.0.1:4011/a", demo],
    ["http://localhost:4010/a", demo],
    ["file:///etc/passwd", real],
  ])("%s may not", async (address, allowed) => {
    await expect(checkDocumentAddress(new URL(address), allowed, signal)).rejects.toMatchObject({
      kind: "rejected",
      effect: "not-sent",
    })
  })
})

test.each([
  ...["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"],
  ...["0.0.0.0", "::1", "::", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "224.0.0.1"],
])("%s is private", (address) => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each(["8.8.8.8", "142.250.1.1", "2a00:1450::1", "172.32.0.1"])("%s is public", (address) => {
  expect(isPrivateAddress(address)).toBe(false)
})
