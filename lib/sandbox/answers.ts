import { randomUUID } from "node:crypto"

/** An answer before it is written to the socket. */
export type Answer = {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array
}

/** An answer of JSON. `T` is what its body says: for the compiler alone, nothing carries it. */
export type JsonAnswer<T> = Answer & { readonly says?: T }

/** GHL's refusal of a request: thrown by handlers, answered in GHL's error shape. */
export class Refusal extends Error {
  readonly status: number
  readonly detail: string | string[]

  constructor(status: number, detail: string | string[]) {
    super(Array.isArray(detail) ? detail.join("; ") : detail)
    this.name = "Refusal"
    this.status = status
    this.detail = detail
  }
}

const TITLES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
}

/** The id GHL's support asks for; on every answer. */
export function newTraceId(): string {
  return randomUUID()
}

/** A JSON answer. Properties that are undefined are absent from it. */
export function json<T>(status: number, value: T): JsonAnswer<T> {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(value),
  }
}

/** An error in GHL's shape: `{statusCode, message, error, traceId}`. */
export function failure(status: number, message?: string | string[]): Answer {
  const title = TITLES[status] ?? "Error"
  return json(status, {
    statusCode: status,
    message: message ?? title,
    error: title,
    traceId: newTraceId(),
  })
}

/** A gateway's error page, as seen in front of GHL. */
export function htmlPage(status: number): Answer {
  const title = `${status} ${TITLES[status] ?? "Error"}`
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
  }
}
