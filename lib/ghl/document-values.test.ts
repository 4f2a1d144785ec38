import fc from "fast-check"
import { expect, test } from "vitest"
import { readDocuments } from "./document-values.ts"

const URL_OF = (id: string) => `https://services.leadconnectorhq.com/documents/download/${id}`
const meta = { originalname: "Lab report.pdf", mimetype: "application/pdf", size: 1234, uuid: "u1" }
const full = {
  documentId: "doc1",
  fileName: "Lab report.pdf",
  mimeType: "application/pdf",
  sizeBytes: 1234,
}
const bare = { documentId: "doc1", fileName: "Document", mimeType: null, sizeBytes: null }

test.each([
  ["an address", URL_OF("doc1"), [bare]],
  [
    "a list of addresses",
    [URL_OF("doc1"), URL_OF("doc2")],
    [bare, { ...bare, documentId: "doc2" }],
  ],
  ["a list of files", [{ url: URL_OF("doc1"), meta }], [full]],
  ["one file", { url: URL_OF("doc1"), meta }, [full]],
  ["a map", { u1: { meta, url: URL_OF("doc1"), documentId: "doc1" } }, [full]],
  ["a map without addresses", { doc1: { meta } }, [full]],
  ["JSON in a text", JSON.stringify({ u1: { meta, documentId: "doc1" } }), [full]],
  ["the same file twice", [URL_OF("doc1"), URL_OF("doc1")], [bare]],
  [
    "addresses in a text",
    `${URL_OF("doc1")}, and ${URL_OF("doc2")}`,
    [bare, { ...bare, documentId: "doc2" }],
  ],
  ["odd metadata", { url: URL_OF("doc1"), meta: { size: "x", mimetype: 5 } }, [bare]],
  ["nothing", null, []],
  ["a text", "none yet", []],
  ["a script", "javascript:alert(1)", []],
  ["a file address", { url: "file:///etc/passwd", meta }, []],
  ["deep nesting", [[[[[URL_OF("doc1")]]]]], []],
])("reads %s", (_, value, refs) => {
  expect(readDocuments(value).map(({ ref }) => ref)).toEqual(refs)
})

test("a file kept elsewhere gets an id that does not tell where", () => {
  const address = "https://storage.googleapis.com/bucket/blood%20work.png?key=secret"
  const [document] = readDocuments(address)
  expect(document?.ref).toMatchObject({
    documentId: expect.stringMatching(/^url-[0-9a-f]{24}$/),
    fileName: "blood work.png",
  })
  expect(document?.place).toEqual({ address })
})

test.each([
  ["../../etc/passwd", "passwd"],
  ["C:\\temp\\a.pdf", "a.pdf"],
  ["a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"],
  ['quo"te<b>.pdf', "quo te b .pdf"],
  ["gpj.\u202Efdp", "gpj. fdp"],
  ["...", "Document"],
  ["x".repeat(300), "x".repeat(120)],
])("the name %j becomes %j", (originalname, fileName) => {
  const [document] = readDocuments({ url: URL_OF("doc1"), meta: { originalname } })
  expect(document?.ref.fileName).toBe(fileName)
})

test("a name is cut as the plain expression has it, which takes the square of a run's length", () => {
  const piece = fc.constantFrom(..."a|b|.|..|...| |  |/|\\\\|\ud800|?".split("|"))
  const name = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(""))
  fc.assert(
    fc.property(name, (originalname) => {
      const [document] = readDocuments({ url: URL_OF("doc1"), meta: { originalname } })
      const plain = (originalname.split(/[/\\]/).at(-1) ?? "")
        .replace(/[\p{Cs}?]/gu, " ")
        .replace(/\s+/g, " ")
        .replace(/^[. ]+|[. ]+$/g, "")
      expect(document?.ref.fileName).toBe(plain || "Document")
    }),
    { numRuns: 2_000 },
  )
})

test("a long run of signs in a name, with something behind it, takes little time", () => {
  const before = process.cpuUsage()
  for (const run of [".", " ", ". ", "/", "?"]) {
    const originalname = `a${run.repeat(200_000 / run.length)}b.pdf`
    readDocuments({ url: URL_OF("doc1"), meta: { originalname } })
  }
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1_000).toBeLessThan(3_000)
})

test("no value throws, and no reference holds an address", () => {
  const url = fc.constantFrom(URL_OF("a1"), "https://storage.googleapis.com/b", "x", "")
  const file = fc.record({ url, meta: fc.jsonValue(), documentId: fc.oneof(url, fc.jsonValue()) })
  const value = fc.oneof(
    fc.jsonValue(),
    file,
    fc.array(fc.oneof(file, url)),
    fc.dictionary(fc.string(), file),
  )
  fc.assert(
    fc.property(value, (any) => {
      const refs = JSON.stringify(readDocuments(any).map(({ ref }) => ref))
      expect(refs).not.toContain("/documents/download/")
      expect(refs).not.toContain("storage.googleapis.com")
    }),
    { numRuns: 1_000 },
  )
})
