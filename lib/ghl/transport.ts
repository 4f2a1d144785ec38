import "server-only"
import { setTimeout as sleep } from "node:timers/promises"
import ky from "ky"
import { type Answer, judgeAnswer } from "./answer.ts"
import { leftUntil, timeoutsOf } from "./deadline.ts"
import { GhlError } from "./errors.ts"
import { readCapped, send, timeoutError } from "./network.ts"
import type { Permit, RateBudget } from "./rate-budget.ts"
import { parseRetryAfter } from "./retry-after.ts"
import { type GhlSettings, ownHeaders } from "./settings.ts"
import type { CallOptions } from "./types.ts"

/** 500 contacts with 190 filled fields each stay well below. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024
const READ_RETRIES = 2

type ApiRequest = {
  method: "get" | "post" | "put" | "delete"
  /** Begins with a slash; ids in it went through `pathId`. */
  path: string
  searchParams?: Record<string, string | number>
  json?: unknown
  /** A write is sent once, whatever happens; reads are tried up to three times. */
  write: boolean
  /** Applies to this call alone: shared reads bring the signal of the sharing. */
  options: CallOptions
}

/** Sends one call to GHL and gives back its JSON. Throws GhlError, or the reason of the caller's signal. */
export type Transport = (request: ApiRequest) => Promise<Answer>

/** The one place that holds the token. */
export function createTransport(
  settings: GhlSettings,
  budget: RateBudget,
  clean: (text: string) => string,
): Transport {
  const timeouts = timeoutsOf(settings)
  const headers = ownHeaders(settings)

  return async ({ method, path, searchParams, json, write, options }) => {
    const priority = options.priority ?? "person"
    const ownDeadline = performance.now() + timeouts[priority]
    const deadline = Math.min(ownDeadline, options.deadline ?? ownDeadline)
    // Those before it used the verb's time up: the budget would call it a limit that is reached.
    if (deadline <= performance.now()) throw timeoutError(false)
    const expiry = AbortSignal.timeout(leftUntil(deadline))
    const signal = options.signal ? AbortSignal.any([options.signal, expiry]) : expiry
    let sent = false
    let notBefore = 0
    let answer: Answer | undefined

    /** Who the budget refuses has no chance until the deadline: to ask again would only be to wait longer. */
    async function admitted(forWrite: boolean): Promise<Permit> {
      try {
        return await budget.acquire(priority, deadline, signal, { forWrite })
      } catch (error) {
        notBefore = Number.POSITIVE_INFINITY
        throw error
      }
    }

    async function attempt(request: Request | URL | string): Promise<Response> {
      const early = notBefore - performance.now()
      if (early > 0) await sleep(early, undefined, { signal })
      const forWrite = write || options.forWrite === true
      const permit = await admitted(forWrite)
      try {
        if (write) options.beforeSend?.()
      } catch (error) {
        budget.giveBack(permit)
        throw error
      }
      sent = true
      const response = await send(request, { signal })
      const { status, headers: says } = response
      const wait =
        budget.learn(status, says, permit) ?? parseRetryAfter(says.get("retry-after"), Date.now())
      const retryAfterMs = status >= 400 ? wait : null
      if (retryAfterMs !== null) notBefore = performance.now() + retryAfterMs
      const body = await readCapped(response, MAX_ANSWER_BYTES, signal)
      const received = { status, headers: says, text: new TextDecoder().decode(body) }
      answer = judgeAnswer(received, { write, retryAfterMs, clean })
      return new Response(null, { status: 204 })
    }

    try {
      await ky(settings.baseUrl + path, {
        method,
        headers,
        json,
        searchParams,
        signal,
        timeout: false,
        redirect: "manual",
        retry: {
          limit: write ? 0 : READ_RETRIES,
          methods: ["get", "post"],
          backoffLimit: 3_000,
          jitter: (delay) => delay * (0.5 + Math.random()),
          shouldRetry: ({ error }) => {
            if (!(error instanceof GhlError)) return false
            return error.retryable && notBefore < deadline && performance.now() < deadline
          },
        },
        fetch: attempt,
      })
    } catch (error) {
      options.signal?.throwIfAborted()
      if (expiry.aborted && !(error instanceof GhlError)) throw timeoutError(sent)
      throw error
    }
    if (answer === undefined) throw new Error("ky resolved without a call")
    return answer
  }
}
