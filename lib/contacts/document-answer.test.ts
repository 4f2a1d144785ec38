import { parse } from "content-disposition"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { comesFromElsewhere, disposition, documentAnswer } from "./document-answer.ts"
import { isPrefetch } from "./prefetch.ts"

describe("Content-Disposition", () => {
  it.each([
    ["lab.pdf", "lab.pdf"],
    ['a"b;c.pdf', 'a"b;c.pdf'],
    ["a\r\nSet-Cookie: x=1.pdf", "a  Set-Cookie: x=1.pdf"],
    ["\u202egnp.exe", "gnp.exe"],
    ["تحليل الدم.pdf", "تحليل الدم.pdf"],
    ["50%41.pdf", "50%41.pdf"],
    ["", "document"],
  ])("names %j", (name, read) => {
    expect(parse(disposition("inline", name))).toMatchObject({
      type: "inline",
      parameters: { filename: read },
    })
  })

  it("is one header line for any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (name) => {
        const header = disposition("attachment", name)
        expect(header).toMatch(/^attachment; filename=[\x20-\x7e]+$/)
        expect(new Headers({ "Content-Disposition": header }).get("content-disposition")).toBe(
          header,
        )
      }),
    )
  })
})

describe("the answer with a document", () => {
  const bytes = new TextEncoder().encode("<script>alert(1)</script>")
  const content = { documentId: "d", fileName: "lab.pdf", bytes }

  it("only saves what is no PDF and no image, whatever its name", () => {
    const { headers } = documentAnswer({ ...content, mimeType: "application/octet-stream" })
    expect(headers.get("content-disposition")).toMatch(/^attachment;/)
    expect(headers.get("x-content-type-options")).toBe("nosniff")
  })

  it.each([
    ["Document", "application/pdf", "Document.pdf"],
    ["scan.JPEG", "image/jpeg", "scan.JPEG"],
    ["lab.pdf", "image/jpeg", "lab.pdf.jpg"],
    ["notes", "application/octet-stream", "notes"],
  ] as const)("saves %s of type %s as %s", (fileName, mimeType, saved) => {
    const { headers } = documentAnswer({ ...content, fileName, mimeType })
    expect(parse(headers.get("content-disposition") ?? "").parameters.filename).toBe(saved)
  })

  it("is kept by no cache and has no rights as a page", async () => {
    const answer = documentAnswer({ ...content, mimeType: "application/pdf" })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-length": String(bytes.byteLength),
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, no-store",
      "cross-origin-resource-policy": "same-origin",
    })
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
  })
})

describe("where a request comes from", () => {
  it.each([
    [null, false],
    ["same-origin", false],
    ["same-site", true],
    ["cross-site", true],
    ["none", true],
  ])("Sec-Fetch-Site %s", (site, elsewhere) => {
    expect(comesFromElsewhere(new Headers(site ? { "sec-fetch-site": site } : {}))).toBe(elsewhere)
  })

  it.each([
    [{ "sec-purpose": "prefetch;prerender" }, true],
    [{ purpose: "prefetch" }, true],
    [{ "next-router-prefetch": "1" }, true],
    [{ rsc: "1" }, false],
    [{}, false],
  ])("%j is a prefetch: %s", (headers, expected) => {
    expect(isPrefetch(new Headers(headers as Record<string, string>))).toBe(expected)
  })
})
