import type { IncomingMessage } from "node:http"

/** Larger bodies are refused. */
const MAX_BYTES = 5_000_000

/** The body as text; null when it is too large. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.byteLength
    if (size <= MAX_BYTES) chunks.push(bytes)
  }
  return size > MAX_BYTES ? null : Buffer.concat(chunks).toString("utf8")
}

/** The body as JSON; undefined when empty; `otherwise` when it is none. */
export function parsedBody(text: string, otherwise: unknown): unknown {
  if (text === "") return undefined
  try {
    return JSON.parse(text)
  } catch {
    return otherwise
  }
}
