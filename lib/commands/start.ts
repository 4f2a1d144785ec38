import { existsSync } from "node:fs"
import { createServer, type IncomingMessage } from "node:http"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import next from "next"
import { FolderInUseError, lockFolder } from "#lib/db/folder-lock.ts"
import { env } from "#lib/env.ts"
import { addressHere, listening } from "#lib/listening.ts"
import { isOwnOrigin } from "#lib/people/origin.ts"
import { loadEnvironment, refuse } from "./environment.ts"

/** A store after years of work is opened, and brought up to date, well within this. */
const READY_MS = 300_000

/** How long it may take to end, and how much of it answers under way may take. Docker, for one, waits ten seconds. */
const STOP_MS = 8_000
const ANSWER_MS = 4_000

/**
 * Replaces the headers that only a proxy of ours may set; what a client sends under these names is not
 * believed. Next takes the host of an action from x-forwarded-host, and Next itself sends an action on
 * to the page that has it, under another host; so that header says our own host exactly when the
 * request comes from our own pages.
 */
function replaceForgedHeaders(request: IncomingMessage) {
  const { headers } = request
  for (const name of [
    "x-middleware-subrequest",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-port",
  ]) {
    delete headers[name]
  }
  if (headers.origin && isOwnOrigin(headers.origin, env().APP_URL)) {
    headers["x-forwarded-host"] = new URL(headers.origin).host
  }
  const proxied = process.env.TRUST_PROXY === "1" ? headers["x-forwarded-for"] : undefined
  const nearest = String(proxied ?? "")
    .split(",")
    .at(-1)
    ?.trim()
  headers["x-forwarded-for"] = nearest || request.socket.remoteAddress || "unknown"
}

loadEnvironment()
if (!existsSync(".next/BUILD_ID")) refuse("There is no build yet. Run `npm run build` first.")
if (!env().DATABASE_URL) {
  // Next would go on after a failed start-up; so the folder is tried before Next is.
  try {
    await (await lockFolder(join(env().DATA_DIR, "store"))).release()
  } catch (error) {
    if (error instanceof FolderInUseError) refuse(error.message)
    throw error
  }
}

const { port, hostname } = listening(process.env, env().APP_URL)
process.env.NEXTAUTH_URL = env().APP_URL

const app = next({ dev: false, hostname, port })
const ready = Promise.withResolvers<ReturnType<typeof app.getRequestHandler>>()

// Listening comes before the slow start, so that a taken port is known at once; what arrives waits.
const server = createServer(
  { maxHeaderSize: 16_384, requestTimeout: 60_000, headersTimeout: 20_000 },
  async (request, response) => {
    replaceForgedHeaders(request)
    const handle = await ready.promise
    handle(request, response).catch(() => response.destroy())
  },
)
await new Promise<void>((resolve) => {
  server.once("error", (error: NodeJS.ErrnoException) =>
    refuse(
      error.code === "EADDRINUSE"
        ? `Port ${port} is taken by another program. Stop it, or set PORT to another port.`
        : `Caredesk cannot listen on ${hostname}:${port}: ${error.code}`,
    ),
  )
  server.listen(port, hostname, resolve)
})
await app.prepare()
ready.resolve(app.getRequestHandler())

// The first request makes Next run our start-up; so the worker resumes changes without waiting for a person.
// One that hangs must end, for only then is it started again by what keeps it running.
const signal = AbortSignal.timeout(READY_MS)
const health = await fetch(`${addressHere({ hostname, port })}/api/health`, { signal }).catch(() =>
  refuse(`Caredesk did not get ready within ${READY_MS / 1_000} seconds.`),
)
if (!health.ok) refuse("Caredesk could not open its store; the log above says why.")
console.info(`Caredesk serves ${env().APP_URL}`)

/**
 * Ends in order, and lets what is being answered be answered; what cannot end within some seconds is left
 * to the next start, which expects crashes.
 */
const stop = async () => {
  setTimeout(STOP_MS, null, { ref: false }).then(() => process.exit(0))
  const answered = new Promise((resolve) => server.close(resolve))
  await Promise.race([answered, setTimeout(ANSWER_MS, null, { ref: false })])
  server.closeAllConnections()
  await (globalThis as { caredeskShutDown?: () => Promise<void> }).caredeskShutDown?.()
  await app.close()
  process.exit(0)
}
process.once("SIGINT", stop)
process.once("SIGTERM", stop)
