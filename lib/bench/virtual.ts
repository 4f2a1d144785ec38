import { freeAt, heard, roomNow, started } from "#lib/ghl/budget/ledger.ts"
import { limitsOf } from "#lib/ghl/budget/limit-headers.ts"
import { newState } from "#lib/ghl/budget/state.ts"
import { RateLimiter } from "#lib/sandbox/limits/limiter.ts"
import type { RateLimit } from "#lib/sandbox/types.ts"
import { ownRefusals } from "./judge.ts"

const EPOCH = 1_700_000_000_000

export type Run = {
  limit: RateLimit
  /** Instants at which callers ask, ms, in order. */
  asks: number[]
  /** Milliseconds on the way there and back, for the n-th call. */
  latency: (n: number) => { there: number; back: number }
  /** No longer than the longest way there and back, and one there. */
  unheardMs: number
  durationMs: number
}

export type Outcome = {
  accepted: number
  refused: number
  /** Refused calls of the app that nothing explains but itself. */
  ownRefusals: number
  othersAccepted: number
}

type Event = { at: number; n: number; act: () => void }

/** Callers, the budget's own arithmetic and the sandbox's own counters, in virtual time. */
export function simulate(run: Run): Outcome {
  const state = newState()
  const limiter = new RateLimiter()
  const events: Event[] = []
  let count = 0
  let now = 0
  let waiting = 0
  let calls = 0
  let wakeAt = Number.POSITIVE_INFINITY

  const plan = (at: number, act: () => void) => {
    const event = { at, n: count++, act }
    let place = events.length
    while (place > 0 && (events[place - 1]?.at ?? 0) > at) place -= 1
    events.splice(place, 0, event)
  }

  function send(): void {
    const id = String(calls)
    const { there, back } = run.latency(calls)
    calls += 1
    started(state, { id }, now, EPOCH + now)
    let headers: Record<string, string> = {}
    let status = 200
    plan(now + there, () => {
      status = limiter.take(run.limit, EPOCH + now) ? 200 : 429
      headers = limiter.headers(run.limit, EPOCH + now)
    })
    plan(now + there + back, () => {
      const limits = limitsOf(new Headers(headers))
      heard(state, { id, status, limits, heardAt: now }, EPOCH + now)
      // What was refused is asked again, as the client does for reads.
      if (status === 429) waiting += 1
    })
  }

  function turn(): void {
    let room = roomNow(state, now)
    while (waiting > 0 && room > 0) {
      waiting -= 1
      room -= 1
      send()
    }
    if (waiting === 0) return
    const at = Math.max(now + 0.5, freeAt(state, now, 1))
    if (at < wakeAt || wakeAt <= now) {
      wakeAt = at
      plan(at, () => {})
    }
  }

  for (const at of run.asks) {
    plan(at, () => {
      waiting += 1
    })
  }
  plan(0, () => limiter.headers(run.limit, EPOCH))
  for (let event = events.shift(); event && event.at <= run.durationMs; event = events.shift()) {
    now = event.at
    event.act()
    turn()
  }
  const spending = limiter.spending(run.limit, EPOCH + run.durationMs)
  return {
    ...spending.app,
    ownRefusals: ownRefusals(spending, {
      unheardMs: run.unheardMs,
      intervalMs: run.limit.intervalMs,
    }),
    othersAccepted: spending.others.accepted,
  }
}
