import "server-only"
import { create } from "content-disposition"
import type { DocumentContent } from "#lib/ghl/types.ts"

/** Types a browser may show in place, with the endings of their files; every other file is only saved. */
const SHOWN_IN_PLACE = new Map<DocumentContent["mimeType"], RegExp>([
  ["application/pdf", /\.(pdf)$/i],
  ["image/png", /\.(png)$/i],
  ["image/jpeg", /\.(jpg|jpeg)$/i],
  ["image/webp", /\.(webp)$/i],
  ["image/gif", /\.(gif)$/i],
])

/** The file's name with the ending of its real type, where GHL kept a name without it or none. */
function fullName({ fileName, mimeType }: DocumentContent): string {
  const ending = SHOWN_IN_PLACE.get(mimeType)
  if (!ending || ending.test(fileName)) return fileName
  return `${fileName}.${mimeType === "image/jpeg" ? "jpg" : mimeType.split("/")[1]}`
}

/** `Content-Disposition` (RFC 6266) with the name also as `filename*` in UTF-8 (RFC 8187). */
export function disposition(type: "inline" | "attachment", fileName: string): string {
  const name = fileName
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/gu, " ")
    .trim()
  const fallback = name.replace(/[^\x20-\x7e]|["%]/g, "_")
  return create(name || "document", { type, fallback: fallback || "document" })
}

/**
 * A document as the proxy answers it: typed by its first bytes, kept by no cache, without any right
 * should it be opened as a page, and readable by our own pages alone.
 */
export function documentAnswer(content: DocumentContent): Response {
  const type = SHOWN_IN_PLACE.has(content.mimeType) ? "inline" : "attachment"
  return new Response(new Uint8Array(content.bytes), {
    headers: {
      "Content-Type": content.mimeType,
      "Content-Length": String(content.bytes.byteLength),
      "Content-Disposition": disposition(type, fullName(content)),
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
      "Cross-Origin-Resource-Policy": "same-origin",
    },
  })
}

/** Whether a request says that it comes from elsewhere than our own pages (Fetch Metadata). */
export function comesFromElsewhere(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site")
  return site !== null && site !== "same-origin"
}
