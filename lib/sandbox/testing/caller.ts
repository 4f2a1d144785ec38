import { type RunningSandbox, type SandboxOptions, startSandbox } from "../server.ts"

/** The location all tests speak of. */
export const LOCATION = "VXhSATpOGAvRAnd0iu7x"

/** A JSON answer with its parts at hand. */
export type Reply = {
  status: number
  headers: Headers
  text: string
  json: Record<string, unknown>
}

/**
 * A caller that sends what the clinic's token would; headers may be overwritten or, with null, left out. A
 * body goes as JSON, and bytes as they are.
 */
export function callerOf(url: string) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string | null> = {},
  ): Promise<Reply> => {
    const sent = new Headers({ authorization: "Bearer sandbox-token", version: "2021-07-28" })
    if (body !== undefined) sent.set("content-type", "application/json")
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) sent.delete(name)
      else sent.set(name, value)
    }
    const response = await fetch(`${url}${path}`, {
      method,
      headers: sent,
      redirect: "manual",
      ...(body === undefined ? {} : { body: bytesOf(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parsed(text) }
  }
}

/** Never a text: fetch would say of it, where nothing else does, that it is plain text. */
function bytesOf(body: unknown): Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array
    ? new Uint8Array(body)
    : new TextEncoder().encode(JSON.stringify(body))
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** A sandbox in memory on a free port, with a limit that tests do not meet by chance. */
export function startTestSandbox(options: Partial<SandboxOptions> = {}): Promise<RunningSandbox> {
  return startSandbox({
    port: 0,
    ...options,
    settings: {
      rateLimit: { max: 100_000, intervalMs: 10_000, daily: 1_000_000, sendRetryAfter: false },
      ...options.settings,
    },
  })
}
