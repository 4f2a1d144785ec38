import "server-only"
import { z } from "zod"
import { GhlError } from "./errors.ts"

const systemError = z.object({ code: z.string().catch(""), syscall: z.string().catch("") })
const withCause = z.object({ cause: z.unknown() })
const withErrors = z.object({ errors: z.array(z.unknown()) })

/** Whether a failure of `fetch` came before the request could be sent: refused, unknown host, no connection. */
function neverConnected(error: unknown): boolean {
  const inner = withErrors.safeParse(error).data?.errors
  if (inner && inner.length > 0) return inner.every(neverConnected)
  const { code, syscall } = systemError.safeParse(error).data ?? { code: "", syscall: "" }
  if (syscall === "connect" || syscall === "getaddrinfo") return true
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ECONNREFUSED" || code === "ENOTFOUND") {
    return true
  }
  const cause = withCause.safeParse(error).data?.cause
  return cause !== undefined && cause !== error && neverConnected(cause)
}

/**
 * One `fetch` that follows no redirect. The signal also keeps the web framework from answering two
 * equal calls with one. Throws GhlError kind `network`, or what the signal brings.
 */
export async function send(
  request: Request | URL | string,
  options: { signal: AbortSignal; headers?: Record<string, string> },
): Promise<Response> {
  try {
    return await fetch(request, { ...options, redirect: "manual", cache: "no-store" })
  } catch (error) {
    if (options.signal.aborted) throw error
    throw networkError(error)
  }
}

/** The GhlError of a connection that failed or broke. The original is left out: it may hold the request. */
function networkError(error: unknown): GhlError {
  const notSent = neverConnected(error)
  return new GhlError({
    kind: "network",
    message: notSent ? "No connection to GHL" : "The connection to GHL broke",
    retryable: true,
    effect: notSent ? "not-sent" : "unknown",
  })
}

/** The GhlError of a deadline that passed, before or after the request was sent. */
export function timeoutError(sent: boolean): GhlError {
  return new GhlError({
    kind: "timeout",
    message: "GHL did not answer in time",
    retryable: true,
    effect: sent ? "unknown" : "not-sent",
  })
}

/** Reads a body up to `maxBytes`. Throws kind `too-large` beyond, `network` when it breaks off. */
export async function readCapped(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const claimed = Number(response.headers.get("content-length") ?? 0)
  if (claimed > maxBytes) {
    await response.body?.cancel()
    throw tooLarge()
  }
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      // Leaving the loop cancels the stream and with it the connection.
      if (size > maxBytes) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof GhlError || signal.aborted) throw error
    throw networkError(error)
  }
  return Buffer.concat(chunks, size)
}

function tooLarge(): GhlError {
  return new GhlError({
    kind: "too-large",
    message: "GHL's answer is larger than this app reads",
    retryable: false,
    effect: "unknown",
  })
}
