import "server-only"
import { createHash } from "node:crypto"
import { z } from "zod"
import { isId } from "./ids.ts"
import { countOrNull } from "./lenient.ts"
import type { DocumentRef } from "./types.ts"

/** A document with the place of its file, which never leaves this folder. */
export type DocumentSource = {
  ref: DocumentRef
  /** By its id at GHL, or by the bare address that was stored. */
  place: { id: string } | { address: string }
}

const metaSchema = z.object({
  originalname: z.string().catch(""),
  name: z.string().catch(""),
  mimetype: z.string().nullable().catch(null),
  size: countOrNull,
})
const fileSchema = z.object({
  url: z.string().catch(""),
  documentId: z.string().catch(""),
  meta: metaSchema.nullable().catch(null),
})
type File = z.infer<typeof fileSchema>

/**
 * Documents of a FILE_UPLOAD or SIGNATURE value in each shape it is stored in: an address, a list of
 * addresses or `{url, meta}`, one `{url, meta}`, a map of `{meta, url, documentId}`. Empty when none.
 */
export function readDocuments(value: unknown): DocumentSource[] {
  const found = new Map<string, DocumentSource>()
  for (const source of collect(value, 0)) {
    if (!found.has(source.ref.documentId)) found.set(source.ref.documentId, source)
  }
  return [...found.values()]
}

function collect(value: unknown, depth: number): DocumentSource[] {
  if (depth > 3) return []
  if (typeof value === "string") return fromText(value, depth)
  if (Array.isArray(value)) return value.flatMap((one: unknown) => collect(one, depth + 1))
  const file = fileSchema.safeParse(value).data
  if (file === undefined) return []
  if (file.url !== "" || file.documentId !== "") {
    const source = fromFile(file)
    return source ? [source] : []
  }
  return z
    .record(z.string(), z.unknown())
    .transform(Object.entries)
    .catch([])
    .parse(value)
    .flatMap(([key, one]) => fromMapEntry(key, one, depth))
}

function fromMapEntry(key: string, one: unknown, depth: number): DocumentSource[] {
  const file = fileSchema.safeParse(one).data
  // The key of the map is the document's id too, should the entry not repeat it.
  if (file?.meta && file.url === "" && file.documentId === "") {
    const source = fromFile({ ...file, documentId: key })
    return source ? [source] : []
  }
  return typeof one === "object" ? collect(one, depth + 1) : []
}

function fromText(text: string, depth: number): DocumentSource[] {
  if (/^\s*[[{]/.test(text)) {
    try {
      return collect(JSON.parse(text), depth + 1)
    } catch {
      // Not JSON after all: looked through for addresses below.
    }
  }
  const addresses = text.match(/https?:\/\/[^\s"'<>,]+/gi) ?? []
  return addresses.flatMap((url) => fromFile({ url, documentId: "", meta: null }) ?? [])
}

function fromFile(file: File): DocumentSource | null {
  const address = parseAddress(file.url)
  const inAddress = address?.pathname.match(/\/documents\/download\/([A-Za-z0-9_-]{1,64})\/?$/)?.[1]
  const id = isId(file.documentId) ? file.documentId : inAddress
  if (id === undefined && address === null) return null
  const lastPart = inAddress === undefined ? address?.pathname.split("/").at(-1) : undefined
  const fileName = [file.meta?.originalname, file.meta?.name, decode(lastPart ?? "")]
    .map((name) => safeFileName(name ?? ""))
    .find((name) => name !== "")
  const hash = createHash("sha256").update(file.url).digest("hex").slice(0, 24)
  return {
    ref: {
      documentId: id ?? `url-${hash}`,
      fileName: fileName ?? "Document",
      mimeType: file.meta?.mimetype?.match(/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/)?.[0] ?? null,
      sizeBytes: file.meta?.size ?? null,
    },
    place: id === undefined ? { address: file.url } : { id },
  }
}

function parseAddress(text: string): URL | null {
  try {
    const url = new URL(text)
    return url.protocol === "https:" || url.protocol === "http:" ? url : null
  } catch {
    return null
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A file name that is safe in a header, a folder and on a page: no paths, no control or direction marks. */
function safeFileName(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1)
  return (
    last
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"<>|:*?;%]/gu, " ")
      .replace(/\s+/g, " ")
      // From its first sign alone: looked for from each of them, a run in the middle takes the square of its length.
      .replace(/^[. ]+|(?<![. ])[. ]+$/g, "")
      .slice(0, 120)
      .toWellFormed()
  )
}
