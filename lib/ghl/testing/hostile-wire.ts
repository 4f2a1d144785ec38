import type { ServerResponse } from "node:http"
import { GhlError } from "../errors.ts"
import { genuine } from "./genuine.ts"
import type { Reader } from "./verbs.ts"
import { startWire, TOKEN, type Wire, type WireRequest } from "./wire.ts"

export const PDF = Buffer.from("%PDF-1.7 a small file")

/** What a server says to a request; after "silent" it never says a word. */
export type Answering = (request: WireRequest, response: ServerResponse) => unknown

/** Servers that answer as they like; `closeAll` ends them. `deadline`: of every call, ms. */
export function hostileServers(deadline: number) {
  const timeouts = { person: deadline, background: deadline, document: deadline }
  const wires: Wire[] = []
  return {
    async start(answer: Answering): Promise<Wire> {
      const wire = await startWire(
        (request, response) => {
          if (answer(request, response) === "silent") return "silent"
          // Nothing may be added to what the hostile server says.
          if (!response.headersSent) response.flushHeaders()
          return null
        },
        { timeouts },
      )
      wires.push(wire)
      return wire
    },
    closeAll: () => Promise.all(wires.splice(0).map((wire) => wire.close())),
  }
}

/** As GHL would have answered, in bytes. */
export function genuineBytes({ method, url }: WireRequest): { status: number; body: Buffer } {
  const answer = genuine(method, url)
  return answer === null
    ? { status: 200, body: PDF }
    : { status: answer.status, body: Buffer.from(JSON.stringify(answer.body)) }
}

/** A typed error or a usable value, by `most` ms; anything else throws. Gives the error. */
export async function outcomeOf(
  { call, usable }: Reader,
  wire: Wire,
  most: number,
): Promise<GhlError | null> {
  const started = performance.now()
  const outcome = await call(wire.ghl).then(
    (value) => usable.parse(value) && null,
    (reason: unknown) => reason,
  )
  const took = performance.now() - started
  if (took > most) throw new Error(`took ${took} ms`)
  if (outcome === null) return null
  if (!(outcome instanceof GhlError)) throw outcome
  if (`${outcome.message} ${outcome.traceId}`.includes(TOKEN)) throw new Error("tells the token")
  return outcome
}
