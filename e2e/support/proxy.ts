import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http"
import type { AddressInfo } from "node:net"

type ProxiedRequest = { method: string; path: string; body: string }

/** What a test does with one request on its way to the sandbox; `forward` sends it and may be left out. */
export type Interception = (
  request: ProxiedRequest,
  forward: () => Promise<void>,
) => Promise<"answer" | "drop">

/** A proxy between the app and the sandbox: the place where a test stands between a request and its answer. */
export class UpstreamProxy {
  readonly url: string
  /** Asked for every request; null lets all pass. */
  intercept: Interception | null = null
  private readonly server: ReturnType<typeof createServer>

  private constructor(server: ReturnType<typeof createServer>) {
    this.server = server
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async open(target: string): Promise<UpstreamProxy> {
    let proxy: UpstreamProxy | null = null
    const server = createServer((request, response) => {
      relay(new URL(target), request, response, () => proxy?.intercept ?? null).catch(() =>
        response.destroy(),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    proxy = new UpstreamProxy(server)
    return proxy
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }
}

async function relay(
  target: URL,
  request: IncomingMessage,
  response: ServerResponse,
  interception: () => Interception | null,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const answer: { message: IncomingMessage; body: Buffer }[] = []
  const forward = () =>
    new Promise<void>((resolve, reject) => {
      const outgoing = send(
        {
          hostname: target.hostname,
          port: target.port,
          path: request.url,
          method: request.method,
          headers: request.headers,
          // A kept connection may be closed by the sandbox just as it is used, and that is no fault of a test's.
          agent: false,
        },
        async (message) => {
          const parts: Buffer[] = []
          for await (const part of message) parts.push(part)
          answer.push({ message, body: Buffer.concat(parts) })
          resolve()
        },
      )
      outgoing.once("error", reject)
      outgoing.end(body)
    })
  const intercept = interception()
  const verdict = intercept
    ? await intercept(
        { method: request.method ?? "GET", path: request.url ?? "/", body: body.toString() },
        forward,
      )
    : "answer"
  if (verdict === "drop") {
    response.destroy()
    return
  }
  if (answer.length === 0) await forward()
  const [first] = answer
  response.writeHead(first?.message.statusCode ?? 502, first?.message.headers)
  response.end(first?.body)
}
