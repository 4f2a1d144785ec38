import "server-only"
import { countInto, lastDay, type Quarter } from "./budget/quarters.ts"
import { GhlError } from "./errors.ts"
import { parseRetryAfter } from "./retry-after.ts"
import type { BudgetView, RequestPriority } from "./types.ts"

/** GHL's published limit, until its headers say otherwise. */
const DEFAULT_LIMIT = 100
const DEFAULT_INTERVAL_MS = 10_000
const DEFAULT_DAILY_LIMIT = 200_000
/** The part of a day's calls that reads may not use. */
const WRITE_SHARE = 0.05
/** The last part of each window is for people alone, so that they wait behind nobody. */
const PERSON_SHARE = 0.1
/** GHL does not say when its day starts: ask again this often once the day is used up. */
const DAILY_PAUSE_MS = 15 * 60_000
const LONGEST_PAUSE_MS = 24 * 3_600_000

type Waiter = { start: () => void; refuse: (error: GhlError) => void; deadline: number }

/** Decides when the next call to GHL may start. */
export type RateBudget = {
  /**
   * Resolves when the call may start; throws kind `rate-limited` when that is not before `deadline`
   * (`performance.now()`, ms: a wall clock that is set back would make a pause of seconds last an hour).
   */
  acquire(priority: RequestPriority, deadline: number, signal: AbortSignal): Promise<void>
  /** Takes over what an answer says about the limits. Returns the milliseconds a 429 asks to wait. */
  learn(status: number, headers: Headers): number | null
  view(): BudgetView
}

/**
 * Sliding window over the starts of calls, with two lanes. Written here because a ready-made queue
 * knows one lane and a limit that is fixed when it is made. Limits: GHL's X-RateLimit headers.
 */
export function createRateBudget(): RateBudget {
  let limit = DEFAULT_LIMIT
  let interval = DEFAULT_INTERVAL_MS
  let pausedUntil = 0
  let dailyPause = false
  let dailyLimit = DEFAULT_DAILY_LIMIT
  let dailyRemaining: number | null = null
  const quarters: Quarter[] = []
  /** When calls of others were noticed, oldest first. */
  let others: number[] = []
  /** Start times within the window, oldest first; calls of others on the same token are counted in. */
  let starts: number[] = []
  const lanes: Record<RequestPriority, Waiter[]> = { person: [], background: [] }
  let timer: NodeJS.Timeout | undefined

  /** When this lane may start a call, were nobody before it. */
  function freeAt(priority: RequestPriority, now: number, ahead = 0): number {
    starts = starts.filter((at) => at > now - interval)
    const room =
      priority === "person" ? limit : Math.max(1, limit - Math.ceil(limit * PERSON_SHARE))
    const over = starts.length + ahead - room
    if (over < 0) return pausedUntil
    const frees = starts[over] ?? now + interval * Math.floor(over / room)
    return Math.max(pausedUntil, frees + interval)
  }

  function pump(): void {
    clearTimeout(timer)
    timer = undefined
    const now = performance.now()
    for (const priority of ["person", "background"] as const) {
      while (lanes[priority].length > 0) {
        const at = freeAt(priority, now)
        if (at > now) {
          refuseLate(priority, at, now)
          timer = setTimeout(pump, Math.min(at - now, 60_000))
          return
        }
        lanes[priority].shift()?.start()
      }
    }
  }

  /** Those whose time is up before the lane moves learn it now, not at their deadline. */
  function refuseLate(priority: RequestPriority, at: number, now: number): void {
    for (const waiter of lanes[priority].filter(({ deadline }) => deadline <= at)) {
      lanes[priority].splice(lanes[priority].indexOf(waiter), 1)
      waiter.refuse(exhausted(at - now, dailyPause))
    }
  }

  function aheadOf(priority: RequestPriority): number {
    return lanes.person.length + (priority === "background" ? lanes.background.length : 0)
  }

  function acquire(priority: RequestPriority, deadline: number, signal: AbortSignal) {
    const now = performance.now()
    const at = freeAt(priority, now, aheadOf(priority))
    if (at >= deadline) throw exhausted(at - now, dailyPause)
    return new Promise<void>((resolve, reject) => {
      const lane = lanes[priority]
      const leave = () => {
        lane.splice(lane.indexOf(waiter), 1)
        reject(signal.reason)
        pump()
      }
      const waiter: Waiter = {
        deadline,
        refuse: (error) => {
          signal.removeEventListener("abort", leave)
          reject(error)
        },
        start: () => {
          signal.removeEventListener("abort", leave)
          starts.push(performance.now())
          countInto(quarters, Date.now(), { own: 1 })
          resolve()
        },
      }
      if (signal.aborted) return reject(signal.reason)
      signal.addEventListener("abort", leave, { once: true })
      lane.push(waiter)
      pump()
    })
  }

  function learn(status: number, headers: Headers): number | null {
    const now = performance.now()
    limit = positive(headers, "x-ratelimit-max") ?? limit
    interval = positive(headers, "x-ratelimit-interval-milliseconds") ?? interval
    const remaining = count(headers, "x-ratelimit-remaining")
    if (remaining !== null) {
      // Others may spend the same budget: what GHL counts beyond our own calls is theirs.
      const used = limit - remaining
      starts = starts.filter((at) => at > now - interval)
      const surplus = Math.max(0, Math.min(used, limit) - starts.length)
      for (let n = 0; n < surplus; n += 1) {
        starts.push(now)
        others.push(now)
      }
      if (surplus > 0) countInto(quarters, Date.now(), { others: surplus })
    }
    dailyLimit = positive(headers, "x-ratelimit-limit-daily") ?? dailyLimit
    dailyRemaining = count(headers, "x-ratelimit-daily-remaining") ?? dailyRemaining
    dailyPause = count(headers, "x-ratelimit-daily-remaining") === 0
    if (dailyPause) pausedUntil = Math.max(pausedUntil, now + DAILY_PAUSE_MS)
    let wait: number | null = null
    if (status === 429) {
      countInto(quarters, Date.now(), { refused: 1 })
      const asked = parseRetryAfter(headers.get("retry-after"), Date.now()) ?? interval
      pausedUntil = Math.max(pausedUntil, now + Math.min(asked, LONGEST_PAUSE_MS))
      wait = pausedUntil - now
    }
    pump()
    return wait
  }

  function view(): BudgetView {
    const now = performance.now()
    starts = starts.filter((at) => at > now - interval)
    others = others.filter((at) => at > now - interval)
    return {
      interval: {
        limit,
        intervalMs: interval,
        used: starts.length,
        others: others.length,
        pausedMs: Math.max(0, pausedUntil - now),
      },
      daily: {
        limit: dailyLimit,
        remaining: dailyRemaining,
        reserve: Math.ceil(dailyLimit * WRITE_SHARE),
      },
      today: lastDay(quarters, Date.now()).map((quarter) => ({
        ...quarter,
        at: new Date(quarter.at).toISOString(),
      })),
    }
  }

  return { acquire: async (...args) => acquire(...args), learn, view }
}

function exhausted(retryAfterMs: number, daily: boolean): GhlError {
  return new GhlError({
    kind: "rate-limited",
    message: daily
      ? "GHL's daily limit of requests is used up"
      : "GHL's limit of requests is used up for the moment",
    retryable: true,
    retryAfterMs,
    effect: "not-sent",
  })
}

function count(headers: Headers, name: string): number | null {
  const text = headers.get(name)
  return text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null
}

function positive(headers: Headers, name: string): number | null {
  return count(headers, name) || null
}
