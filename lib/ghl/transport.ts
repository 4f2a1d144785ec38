import "server-only"
import ky from "ky"
import { type Answer, judgeAnswer } from "./answer.ts"
import type { Permit, RateBudget } from "./budget/contract.ts"
import { leftUntil, timeoutsOf } from "./deadline.ts"
import { GhlError } from "./errors.ts"
import { readCapped, send, timeoutError } from "./network.ts"
import { parseRetryAfter } from "./retry-after.ts"
import { type GhlSettings, ownHeaders } from "./settings.ts"
import { isPassing, MOST_TRIES, pauseAfter } from "./tries.ts"
import type { CallOptions } from "./types.ts"

/** 500 contacts with 190 filled fields each stay well below. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024

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
    const most = write ? 1 : MOST_TRIES
    let sent = false
    let answer: Answer | undefined

    /** When the next try may start at the earliest; null where there is none. */
    function nextTry(tries: number, asked: number): number | null {
      const at = performance.now() + asked
      return tries < most && at < deadline ? at : null
    }

    /** Waits for the next try where there is one after no usable answer, else throws what this one failed with. */
    async function another(permit: Permit, tries: number, failed: unknown): Promise<Permit> {
      const passing =
        failed instanceof GhlError && failed.retryable && !isPassing(failed.status ?? 0)
      const notBefore = passing ? nextTry(tries, pauseAfter(tries, Math.random())) : null
      if (notBefore === null) throw failed
      return orThrow(budget.again(permit, signal, { answered: null, notBefore }).permit, failed)
    }

    /** Sends once. Gives back the permit of the next try, or null when this one brought the answer. */
    async function once(request: Request, permit: Permit, tries: number): Promise<Permit | null> {
      let next: Promise<Permit> | null = null
      try {
        sent = true
        const response = await send(request, { signal })
        const { status, headers: says } = response
        const asked = parseRetryAfter(says.get("retry-after"), Date.now())
        // How long nobody starts after a 429 is the budget's affair.
        const pause = status === 429 ? 0 : pauseAfter(tries, Math.random())
        const notBefore = isPassing(status) ? nextTry(tries, Math.max(pause, asked ?? 0)) : null
        let waitMs: number | null
        if (notBefore === null) waitMs = budget.learn(status, says, permit)
        else {
          const again = budget.again(permit, signal, {
            answered: { status, headers: says },
            notBefore,
          })
          next = again.permit
          waitMs = again.waitMs
          // It is waited for once the body is there.
          next.catch(() => {})
        }
        const body = await readCapped(response, MAX_ANSWER_BYTES, signal)
        const received = { status, headers: says, text: new TextDecoder().decode(body) }
        const retryAfterMs = status >= 400 ? (waitMs ?? asked) : null
        answer = judgeAnswer(received, { write, retryAfterMs, clean })
        return null
      } catch (failed) {
        return next ? orThrow(next, failed) : another(permit, tries, failed)
      }
    }

    async function attempt(request: Request): Promise<Response> {
      const forWrite = write || options.forWrite === true
      let permit = await budget.acquire(priority, deadline, signal, { forWrite })
      for (let tries = 1; ; tries += 1) {
        try {
          // It may have been let start just before it was given up.
          signal.throwIfAborted()
          if (write) options.beforeSend?.()
        } catch (error) {
          budget.giveBack(permit)
          throw error
        }
        const next = await once(tries < most ? request.clone() : request, permit, tries)
        if (next === null) return new Response(null, { status: 204 })
        permit = next
      }
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
        retry: 0,
        fetch: (request) => attempt(new Request(request)),
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

/** What is waited for; `failed` where it does not come. */
async function orThrow<T>(awaited: Promise<T>, failed: unknown): Promise<T> {
  try {
    return await awaited
  } catch {
    throw failed
  }
}
