import "server-only"
import { z } from "zod"
import { GhlError, type GhlErrorKind } from "./errors.ts"

/** Error bodies of GHL: message is a string or an array of strings. */
const errorBody = z.object({
  message: z
    .union([
      z.string(),
      // Only texts: turning anything else into one runs what the server sent.
      z.array(z.string().catch("")).transform((all) => all.filter(Boolean).join("; ")),
    ])
    .catch(""),
  error: z.string().catch(""),
  traceId: z.string().nullable().catch(null),
})

const receiptBody = z.object({
  // So spelt by GHL; the right spelling is taken too.
  succeded: z.unknown().optional(),
  succeeded: z.unknown().optional(),
})

export type Answer = { body: unknown; traceId: string | null }

type Received = { status: number; headers: Headers; text: string }

/**
 * Turns a received answer into its JSON or into the GhlError it stands for.
 * `clean` takes what must not leave out of GHL's message. `file`: a file was asked for, which may lie at a
 * host that says in no JSON that it is gone.
 */
export function judgeAnswer(
  received: Received,
  options: {
    write: boolean
    retryAfterMs: number | null
    clean: (text: string) => string
    file?: boolean
  },
): Answer {
  const { status, text } = received
  const parsed = parseJson(text)
  const details = errorBody.safeParse(parsed.value).data
  const told = details?.traceId ?? received.headers.get("x-trace-id")
  const traceId = told === null ? null : options.clean(told).slice(0, 100).toWellFormed()
  const fail = (kind: GhlErrorKind, fallback: string, retryable: boolean) => {
    const said = options
      .clean(details?.message || details?.error || "")
      .slice(0, 300)
      .toWellFormed()
    return new GhlError({
      kind,
      message: said || fallback,
      status,
      inJson: parsed.ok,
      traceId,
      retryable,
      retryAfterMs: options.retryAfterMs,
      effect: [401, 403, 429].includes(status) ? "not-sent" : "unknown",
    })
  }
  if (status >= 200 && status < 300) {
    if (text.trim() === "" && options.write) return { body: {}, traceId }
    if (!parsed.ok) throw fail("upstream", "GHL answered with something that is not JSON", true)
    const receipt = receiptBody.safeParse(parsed.value).data
    if (receipt?.succeded === false || receipt?.succeeded === false) {
      throw fail("rejected", "GHL answered that the request did not succeed", false)
    }
    return { body: parsed.value, traceId }
  }
  if (status < 400)
    throw fail("upstream", "GHL answered with a redirect, which is not followed", false)
  const said = details?.message ?? ""
  if (status === 401) {
    const kind = /scope/i.test(said) ? "missing-scope" : "unauthorized"
    throw fail(kind, "GHL did not accept the token", false)
  }
  if (status === 403) throw fail("forbidden", "The token may not see this", false)
  // A contact is taken for deleted by GHL's own word alone, not by that of something on the way to it.
  if (status === 404 && !parsed.ok && !options.file) {
    throw fail("upstream", "Something on the way to GHL answered with status 404", true)
  }
  if (status === 404 || (status === 400 && /not found/i.test(said))) {
    throw fail("not-found", "GHL does not know this id", false)
  }
  if (status === 429) throw fail("rate-limited", "GHL's limit of requests is used up", true)
  if (status === 408) throw fail("timeout", "GHL took too long", true)
  if (status >= 500) throw fail("upstream", `GHL answered with status ${status}`, true)
  throw fail("rejected", `GHL refused the request with status ${status}`, false)
}

function parseJson(text: string): { ok: boolean; value: unknown } {
  try {
    const value: unknown = JSON.parse(text)
    return { ok: typeof value === "object" && value !== null, value }
  } catch {
    return { ok: false, value: null }
  }
}
