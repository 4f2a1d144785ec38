import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http"
import { type Answer, failure, Refusal } from "./answers.ts"
import { type Call, refuseUnknownQuery } from "./call.ts"
import { checkCaller, checkScope } from "./guards.ts"
import { findRoute } from "./router.ts"
import type { Sandbox } from "./sandbox.ts"
import { BASE_MARK } from "./seed/documents.ts"
import type { Effect, JournalEntry, Settings } from "./types.ts"
import { parsedBody } from "./wire-body.ts"

/** What is otherwise than usual about how one request is carried out. */
type Otherwise = {
  /** The age of what a read shows. */
  lagMs?: number
  /** How far behind the clock is that dates what is made. */
  behindMs?: number
  /** Settings of this request alone. */
  settings?: Partial<Settings>
}

/** One request of the API, from its arrival to the end of its connection. */
export class Exchange {
  readonly entry: JournalEntry
  readonly sandbox: Sandbox
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  readonly #text: string
  readonly #epoch: number

  constructor(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse, text: string) {
    this.sandbox = sandbox
    this.#request = request
    this.#response = response
    this.#text = text
    this.#epoch = sandbox.epoch
    const method = request.method ?? "GET"
    this.entry = {
      n: sandbox.store.nextNumber(),
      time: new Date().toISOString(),
      actor: "app",
      method,
      path: request.url ?? "/",
      state: "pending",
      status: null,
      body: method === "GET" ? null : parsedBody(text, text),
      effects: [],
      effectAt: null,
      asOf: null,
      fault: null,
    }
  }

  /** False once the sandbox was reset or closed: nothing may happen any more. */
  get alive(): boolean {
    return this.sandbox.epoch === this.#epoch
  }

  /** Writes the journal entry, and the effects with it. */
  record(): void {
    if (this.alive) this.sandbox.store.commit({ ...this.entry })
  }

  /** Does what was asked and answers it, without sending. The effects are not recorded yet. */
  perform({ lagMs = 0, behindMs = 0, settings = {} }: Otherwise = {}): Answer {
    if (!this.alive) return failure(503)
    const effects: Effect[] = []
    const now = Date.now()
    const isRead = this.entry.method === "GET"
    const asOf = isRead ? now - lagMs : now
    const clock = { now: now - behindMs, asOf }
    const answer = this.#handled(effects, clock, { ...this.sandbox.settings, ...settings })
    this.entry.effects = effects
    if (effects.length > 0) this.entry.effectAt = new Date(now).toISOString()
    if (isRead) this.entry.asOf = new Date(asOf).toISOString()
    return answer
  }

  /** Records and sends. The record comes first: what was answered is never lost. */
  send(answer: Answer): void {
    const { sandbox, entry } = this
    const gone = this.#request.socket.destroyed
    entry.state = gone ? "dropped" : "answered"
    entry.status = gone ? null : answer.status
    this.record()
    const { body } = answer
    const bytes =
      typeof body === "string" ? Buffer.from(body.replaceAll(BASE_MARK, this.#base())) : body
    const limits = sandbox.limiter.headers(sandbox.settings.rateLimit, Date.now())
    this.#response.writeHead(answer.status, {
      ...limits,
      ...answer.headers,
      "content-length": bytes.byteLength,
    })
    this.#response.end(bytes)
  }

  /** Ends the connection without an answer. */
  drop(): void {
    this.entry.state = "dropped"
    this.record()
    this.#request.socket.destroy()
  }

  /** Resolves when the caller has hung up, or after so many milliseconds. */
  async hold(ms: number): Promise<void> {
    const { socket } = this.#request
    const hungUp = new Promise<void>((resolve) => socket.once("close", () => resolve()))
    await Promise.race([hungUp, this.sandbox.wait(ms)])
  }

  #handled(effects: Effect[], clock: Pick<Call, "now" | "asOf">, settings: Settings): Answer {
    const { sandbox } = this
    try {
      const url = new URL(this.entry.path, "http://sandbox.invalid")
      const { route, params } = findRoute(this.entry.method, url.pathname)
      if (route.scope !== null) {
        checkCaller(this.#request.headers, sandbox.token, sandbox.settings)
        const refused = this.#limited()
        if (refused) return refused
        checkScope(route.scope, sandbox.settings)
        refuseUnknownQuery(url, route)
      } else if (sandbox.settings.downloadsCount) {
        const refused = this.#limited()
        if (refused) return refused
      }
      const call: Call = {
        method: this.entry.method,
        url,
        base: this.#base(),
        params,
        body: jsonBody(this.#text, this.#request.headers),
        store: sandbox.store,
        settings,
        ...clock,
        effects,
      }
      return route.handle(call)
    } catch (error) {
      if (error instanceof Refusal) return failure(error.status, error.detail)
      throw error
    }
  }

  /** The limiter's 429, without Retry-After unless the settings say so. */
  #limited(): Answer | null {
    const { limiter, settings } = this.sandbox
    const now = Date.now()
    if (limiter.take(settings.rateLimit, now)) return null
    const answer = failure(429)
    if (settings.rateLimit.sendRetryAfter) {
      answer.headers["retry-after"] = String(limiter.secondsLeft(settings.rateLimit, now))
    }
    return answer
  }

  #base(): string {
    const host = this.#request.headers.host ?? "127.0.0.1"
    return this.sandbox.publicUrl ?? `http://${host}`
  }
}

/** 422 for a body that does not say it is JSON, the one type that is declared; 400 for one that is none. */
function jsonBody(text: string, headers: IncomingHttpHeaders): unknown {
  const [type = ""] = (headers["content-type"] ?? "").split(";")
  if (text !== "" && type.trim().toLowerCase() !== "application/json") {
    throw new Refusal(422, ["content-type must be application/json"])
  }
  const broken = Symbol("broken")
  const body = parsedBody(text, broken)
  if (body === broken) throw new Refusal(400, "Unexpected token in JSON")
  return body
}
