import { type Answer, failure, htmlPage, json, newTraceId } from "./answers.ts"
import type { Exchange } from "./exchange.ts"
import type { Fault } from "./faults.ts"

const LATE_MS = 30_000
const LAG_MS = 10_000

/** Lets the request meet its fault. */
export async function strike(exchange: Exchange, fault: Fault): Promise<void> {
  const { sandbox } = exchange
  const delayMs = fault.delayMs ?? 0
  switch (fault.kind) {
    case "delay":
      await sandbox.wait(delayMs)
      return exchange.send(exchange.perform())
    case "delay-after": {
      const answer = exchange.perform()
      exchange.record()
      await sandbox.wait(delayMs)
      return exchange.send(answer)
    }
    case "drop-before":
      await exchange.hold(delayMs)
      return exchange.drop()
    case "drop-after":
      exchange.perform()
      exchange.record()
      await exchange.hold(delayMs)
      return exchange.drop()
    case "status":
      await sandbox.wait(delayMs)
      return exchange.send(refusal(fault, fault.status ?? 500))
    case "status-after":
      exchange.perform()
      exchange.record()
      await sandbox.wait(delayMs)
      return exchange.send(refusal(fault, fault.status ?? 422))
    case "late-effect":
      return late(exchange, fault)
    case "html":
      return exchange.send(page(fault))
    case "malformed":
      return exchange.send(cut(exchange.perform(), fault))
    case "rate-limit":
      return exchange.send(tooMany(fault))
    case "not-succeeded":
      return exchange.send(notSucceeded(fault))
    case "lag":
      return exchange.send(exchange.perform({ lagMs: fault.delayMs ?? LAG_MS }))
    case "kept-as-html":
      return exchange.send(exchange.perform({ settings: { notes: "html" }, behindMs: delayMs }))
    case "revoke-token":
      return revoked(exchange, fault)
  }
}

/** The caller is left without an answer (or with a gateway's error); the effect comes afterwards. */
async function late(exchange: Exchange, fault: Fault): Promise<void> {
  await exchange.hold(fault.holdMs ?? 0)
  if (fault.status === undefined) exchange.drop()
  else exchange.send(refusal(fault, fault.status))
  await exchange.sandbox.wait(fault.delayMs ?? LATE_MS)
  exchange.perform()
  exchange.record()
}

/** From this request on the token is not accepted, for `delayMs` or until the settings say so. */
function revoked(exchange: Exchange, fault: Fault): void {
  const { sandbox } = exchange
  sandbox.settings = { ...sandbox.settings, tokenRevoked: true }
  const { delayMs } = fault
  if (delayMs !== undefined) {
    void sandbox.wait(delayMs).then(() => {
      if (exchange.alive) sandbox.settings = { ...sandbox.settings, tokenRevoked: false }
    })
  }
  exchange.send(exchange.perform())
}

/** 200, and in its body that nothing was done. */
function notSucceeded(fault: Fault): Answer {
  return json(fault.status ?? 200, fault.body ?? { succeded: false, traceId: newTraceId() })
}

function refusal(fault: Fault, status: number): Answer {
  if (fault.body === undefined) return failure(status)
  return typeof fault.body === "string"
    ? { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: fault.body }
    : json(status, fault.body)
}

function page(fault: Fault): Answer {
  const answer = htmlPage(fault.status ?? 502)
  return typeof fault.body === "string" ? { ...answer, body: fault.body } : answer
}

/** An answer that broke off in the middle of its JSON. */
function cut(answer: Answer, fault: Fault): Answer {
  const whole = typeof answer.body === "string" ? answer.body : ""
  const body = typeof fault.body === "string" ? fault.body : whole.slice(0, whole.length * 0.6)
  return { ...answer, status: fault.status ?? answer.status, body }
}

function tooMany(fault: Fault): Answer {
  const answer = failure(429)
  answer.headers["X-RateLimit-Remaining"] = "0"
  if (fault.retryAfter !== undefined) answer.headers["retry-after"] = String(fault.retryAfter)
  return answer
}
