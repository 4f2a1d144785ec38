import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { failure } from "./answers.ts"
import { answerControl, isControl } from "./control-surface.ts"
import { Exchange } from "./exchange.ts"
import { Sandbox } from "./sandbox.ts"
import { DEFAULT_SEED } from "./seed/labs.ts"
import { Store } from "./state/store.ts"
import { strike } from "./struck.ts"
import type { Settings } from "./types.ts"
import { readBody } from "./wire-body.ts"

export type SandboxOptions = {
  /** 0 for any free port. */
  port: number
  host?: string
  /** Folder of the state; null (the default) keeps it in memory. */
  dataDir?: string | null
  token?: string
  /** Used when the folder holds no state yet, and by resets that name none. */
  seed?: number
  contacts?: number
  /** Requests the journal keeps; older ones are forgotten. Default 5000. */
  journaled?: number
  /** Address written into document links; default: as the request's Host says. */
  publicUrl?: string | null
  /** What differs from the default settings, also after a reset. */
  settings?: Partial<Settings>
}

export type RunningSandbox = { url: string; port: number; close(): Promise<void> }

/** Starts a stand-in for GoHighLevel's contacts API. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { host = "127.0.0.1", dataDir = null, token = "sandbox-token" } = options
  const start = { seed: options.seed ?? DEFAULT_SEED, contacts: options.contacts ?? 51 }
  let sandbox: Sandbox | null = null
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    if (!sandbox) return request.socket.destroy()
    answer(sandbox, start, request, response).catch((error: unknown) => {
      console.error("The sandbox failed:", error)
      request.socket.destroy()
    })
  })
  // The port comes first: whoever holds it also holds the folder.
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port, host, resolve)
  })
  const journaled = options.journaled ?? 5_000
  const store = await Store.open(dataDir, start.seed, start.contacts, journaled).catch(
    (error: unknown) => {
      server.close()
      throw error
    },
  )
  sandbox = new Sandbox(store, token, options.publicUrl ?? null, options.settings ?? {})
  const address = server.address()
  const port = typeof address === "object" && address ? address.port : options.port
  return {
    port,
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        sandbox?.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  sandbox: Sandbox,
  start: { seed: number; contacts: number },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await readBody(request).catch(() => undefined)
  // The caller hung up while still sending: nothing was asked.
  if (text === undefined) return
  if (isControl(request)) return answerControl(sandbox, start, request, response, text ?? "")
  const exchange = new Exchange(sandbox, request, response, text ?? "")
  if (text === null) return exchange.send(failure(413, "request entity too large"))
  const fault = sandbox.faults.take(exchange.entry.method, exchange.entry.path)
  if (!fault) return exchange.send(exchange.perform())
  exchange.entry.fault = { id: fault.id, kind: fault.kind }
  exchange.record()
  return strike(exchange, fault)
}
