import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { createGhl } from "../client.ts"
import { GhlError } from "../errors.ts"
import type { GhlSettings } from "../settings.ts"
import type { Ghl } from "../types.ts"

export const TOKEN = "canary-token-7f3a9c"
export const LOCATION = "VXhSATpOGAvRAnd0iu7x"

/** The app's client at an address, with the token and the location of these tests. */
export const clientAt = (
  baseUrl: string,
  token = TOKEN,
  settings: Partial<GhlSettings> = {},
): Ghl =>
  createGhl({
    baseUrl,
    token,
    locationId: LOCATION,
    clinicTimeZone: "America/New_York",
    documentHosts: [],
    ...settings,
  })

export type WireRequest = {
  method: string
  url: string
  headers: IncomingMessage["headers"]
  body: string
}
export type Wire = {
  url: string
  requests: WireRequest[]
  ghl: Ghl
  close(): Promise<void>
}

/** Sends JSON with a status. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers })
  response.end(JSON.stringify(body))
}

/**
 * A bare HTTP server for what a well-behaved GHL never does: broken answers, slow bodies, redirects.
 * Questions for definitions are answered with an empty list unless `handle` takes them.
 */
export async function startWire(
  handle: (request: WireRequest, response: ServerResponse, count: number) => unknown,
  settings: Partial<GhlSettings> = {},
): Promise<Wire> {
  const requests: WireRequest[] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const request = {
      method: incoming.method ?? "",
      url: incoming.url ?? "",
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    }
    requests.push(request)
    const asked = requests.filter((one) => one.url === request.url && one.method === request.method)
    const verdict = handle(request, response, asked.length)
    if (verdict === "silent" || response.headersSent) return
    if (request.url.includes("/customFields")) {
      json(response, 200, { customFields: [] })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ghl = createGhl({
    baseUrl: url,
    token: TOKEN,
    locationId: LOCATION,
    clinicTimeZone: "America/New_York",
    documentHosts: ["storage.googleapis.com"],
    ...settings,
  })
  return {
    url,
    requests,
    ghl,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The GhlError a call fails with. */
export async function failure(promise: Promise<unknown>): Promise<GhlError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof GhlError)) throw new Error("expected a GhlError", { cause: error })
  return error
}
