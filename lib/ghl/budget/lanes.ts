import { GhlError } from "../errors.ts"
import type { RequestPriority } from "../types.ts"
import { dayAsked, dayFreeAt, dayWords } from "./daily.ts"
import { freeAt, roomNow, started } from "./ledger.ts"
import type { BudgetState } from "./state.ts"

/** The last part of the limit is for people alone, so that they wait behind nobody. */
const PERSON_SHARE = 0.1
/** A process that was not heard of for so long does not hold background back for its people. */
const SILENT_MS = 2_000

/** A call that waits for its start. Instants by the clock of the state. */
export type Waiter = {
  id: string
  priority: RequestPriority
  /** A write, or a read that a write needs. */
  forWrite: boolean
  since: number
  deadline: number
  /** Whether it was told already that it has a chance. */
  seen: boolean
}

type Lanes = Record<RequestPriority, readonly Waiter[]>

/** What becomes of those who wait. */
export type Admission = {
  start: Waiter[]
  refuse: { waiter: Waiter; error: GhlError }[]
  /** When to look again, by the clock of the state; null when nobody waits. */
  lookAt: number | null
}

const personShare = (state: BudgetState): number =>
  Math.min(Math.ceil(state.limit * PERSON_SHARE), state.limit - 1)

/** The room a call of this lane has to find, itself counted in. */
const need = (state: BudgetState, { priority }: Waiter): number =>
  priority === "person" ? 1 : 1 + personShare(state)

/** Since when the person waits who waits longest, in any process; null: nobody does. */
function personSince(state: BudgetState, here: Waiter | undefined, now: number): number | null {
  const elsewhere = Object.values(state.processes)
    .filter(({ seenAt }) => seenAt > now - SILENT_MS)
    .flatMap(({ personSince: since }) => (since === null ? [] : [since]))
  const all = here ? [...elsewhere, here.since] : elsewhere
  return all.length === 0 ? null : Math.min(...all)
}

/**
 * Starts whom there is room for: people first, in the order they came. Background goes when nobody waits.
 * One exception keeps its writes from starving: one that has waited for an interval goes before people,
 * provided that none of them was passed by another before.
 */
export function admit(state: BudgetState, self: string, lanes: Lanes, now: number): Admission {
  const people = [...lanes.person]
  const background = [...lanes.background]
  const start: Waiter[] = []
  const refuse: Admission["refuse"] = []

  const others = { ...state.processes }
  delete others[self]
  const elsewhere = { ...state, processes: others }

  const today = (waiter: Waiter) => dayFreeAt(state, now, waiter.forWrite) <= now

  function next(): Waiter | undefined {
    const since = personSince(elsewhere, people[0], now)
    const starving = background.find(
      (one) => one.forWrite && now - one.since > state.intervalMs && today(one),
    )
    if (starving && since !== null && since > state.passedAt) return starving
    return since === null ? background.find(today) : people.find(today)
  }

  function leave(waiter: Waiter): void {
    const lane = waiter.priority === "person" ? people : background
    lane.splice(lane.indexOf(waiter), 1)
  }

  refuseLate()
  let room = roomNow(state, now)
  for (let waiter = next(); waiter; waiter = next()) {
    const passes = waiter.priority === "background" && people.length > 0
    if (room < (passes ? 1 : need(state, waiter))) break
    dayAsked(state, now, waiter.forWrite)
    if (passes) state.passedAt = now
    started(state, waiter.id, now, Date.now())
    start.push(waiter)
    leave(waiter)
    room = Math.min(room - 1, roomNow(state, now))
  }
  for (const waiter of [...people, ...background]) waiter.seen = true

  /** Those whose time is up before they can start learn it now, not at their deadline. */
  function refuseLate(): void {
    for (const [ahead, waiter] of [...people, ...background].entries()) {
      const places = waiter.seen ? 0 : ahead - refuse.length
      const day = dayFreeAt(state, now, waiter.forWrite)
      const at = Math.max(day, freeAt(state, now, need(state, waiter) + places))
      if (at < waiter.deadline) continue
      leave(waiter)
      refuse.push({ waiter, error: exhausted(at - now, day > now ? dayWords(state) : MOMENT) })
    }
  }

  const waiting = [...people, ...background]
  const first = people[0] ?? background[0]
  const free = first ? freeAt(state, now, need(state, first)) : now
  const day = Math.min(...waiting.map(({ forWrite }) => dayFreeAt(state, now, forWrite)))
  return { start, refuse, lookAt: first ? Math.max(free, day) : null }
}

const MOMENT = "GHL's limit of requests is used up for the moment"

function exhausted(retryAfterMs: number, message: string): GhlError {
  return new GhlError({
    kind: "rate-limited",
    message,
    retryable: true,
    retryAfterMs,
    effect: "not-sent",
  })
}
