import "server-only"
import type { DocumentContent } from "./types.ts"

/** The type of a file by its first bytes (each format's own signature); a claimed type is not believed. */
export function sniffMimeType(bytes: Uint8Array): DocumentContent["mimeType"] {
  const head = Buffer.from(bytes.subarray(0, 16)).toString("latin1")
  if (head.startsWith("%PDF-")) return "application/pdf"
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "image/png"
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg"
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return "image/gif"
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "image/webp"
  return "application/octet-stream"
}
