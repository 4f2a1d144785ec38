import { GhlError } from "../errors.ts"
import type { RequestPriority } from "../types.ts"
import { dayAsked, dayFreeAt, dayWords } from "./daily.ts"
import { freeAt, roomNow, started } from "./ledger.ts"
import { isHeld } from "./pause.ts"
import type { BudgetState } from "./state.ts"

/** The last part of the limit is for people alone, so that they wait behind nobody. */
const PERSON_SHARE = 0.1
/** A process that was not heard of for so long does not hold background back for its people. */
const SILENT_MS = 2_000

/** A call that waits for its start. Instants by `performance.now()`. */
export type Waiter = {
  id: string
  /** In the order in which they came; each try of a call has the place of the first. */
  place: number
  priority: RequestPriority
  /** A write, or a read that a write needs. */
  forWrite: boolean
  /** Whether GHL may not count it. */
  uncertain: boolean
  since: number
  /** It waits in its place, but does not start before. */
  notBefore: number
  deadline: number
  /** Whether it was told already that it has a chance. */
  seen: boolean
  /** The turn of the state that first told of it; null: none did. */
  toldAt: number | null
}

/** At most this part of a caller's patience is kept for the call itself. */
const ANSWER_SHARE = 0.2

/**
 * How long before its deadline a call has to start: as long as one took lately. Who starts later is given up
 * before GHL's answer is there; its place is taken all the same, and nobody learns what the answer tells.
 */
const answerTakes = (state: BudgetState, { since, deadline }: Waiter): number =>
  Math.min(state.slowestMs, ANSWER_SHARE * (deadline - since))

type Lanes = Record<RequestPriority, readonly Waiter[]>

/** What becomes of those who wait. */
export type Admission = {
  start: Waiter[]
  refuse: { waiter: Waiter; error: GhlError }[]
  /** The turn that first told of the person who still waits longest here. */
  personToldAt: number | null
  /** When to look again, by `performance.now()`; null when nobody waits. */
  lookAt: number | null
}

/** Nothing, where a single call may start, which asks whether a pause is over. */
const personShare = (state: BudgetState, now: number): number =>
  isHeld(state, now) ? 0 : Math.min(Math.ceil(state.limit * PERSON_SHARE), state.limit - 1)

/** The earliest turn that told of a person who waits in another process; null: nobody does. */
function personElsewhere(state: BudgetState, self: string, now: number): number | null {
  const told = Object.entries(state.processes).flatMap(([id, { seenAt, personToldAt }]) =>
    id === self || personToldAt === null || seenAt <= now - SILENT_MS ? [] : [personToldAt],
  )
  return told.length === 0 ? null : Math.min(...told)
}

/**
 * Starts whom there is room for: people first, in the order they came. Background goes when nobody waits.
 * One exception keeps its writes from starving: one that has waited for an interval goes before people,
 * provided that none of them was passed by another before: that the state was told of each of them in a
 * later turn than the one of that. Who waits for the next try of a failed call is one of those who wait.
 * `offset`: from `performance.now()` to `now`.
 */
export function admit(
  state: BudgetState,
  self: string,
  lanes: Lanes,
  { now, offset }: { now: number; offset: number },
): Admission {
  const start: Waiter[] = []
  const refuse: Admission["refuse"] = []
  const elsewhere = personElsewhere(state, self, now)
  for (const waiter of lanes.person) {
    // A state that was begun anew counts its turns anew.
    waiter.toldAt = Math.min(waiter.toldAt ?? state.turn, state.turn)
  }
  const dayFor = { read: dayFreeAt(state, now, false), write: dayFreeAt(state, now, true) }
  const day = (waiter: Waiter) => (waiter.forWrite ? dayFor.write : dayFor.read)
  const today = (waiter: Waiter) => day(waiter) <= now
  const opens = (waiter: Waiter) => Math.max(day(waiter), waiter.notBefore + offset)
  const ready = (waiter: Waiter) => opens(waiter) <= now
  const [people, background] = stayers()

  /** Those whose time is up before they can start learn it now, not at their deadline. */
  function stayers(): [Waiter[], Waiter[]] {
    let ahead = 0
    const lane = (waiters: readonly Waiter[], first: number) => {
      const free = freeAt(state, now, first)
      return waiters.filter((waiter) => {
        const own = waiter.seen ? free : freeAt(state, now, first + ahead)
        const at = Math.max(own, opens(waiter))
        if (at + answerTakes(state, waiter) >= waiter.deadline + offset) {
          const moment = isHeld(state, now) ? PAUSED : MOMENT
          const words = today(waiter) ? moment : dayWords(state)
          refuse.push({ waiter, error: exhausted(at - now, words) })
          return false
        }
        ahead += 1
        return true
      })
    }
    return [lane(lanes.person, 1), lane(lanes.background, 1 + personShare(state, now))]
  }

  function next(): Waiter | undefined {
    const waits = [elsewhere, people[0]?.toldAt ?? null].filter((one) => one !== null)
    if (waits.length === 0) return background.find(ready)
    if (Math.min(...waits) > state.passedAt) {
      const starving = background.find(
        (one) => one.forWrite && now - offset - one.since > state.intervalMs && ready(one),
      )
      if (starving) return starving
    }
    return people.find(ready)
  }

  let room = roomNow(state, now)
  for (let waiter = room > 0 ? next() : undefined; waiter; waiter = next()) {
    const lane = waiter.priority === "person" ? people : background
    const passes = lane === background && (people.length > 0 || elsewhere !== null)
    if (room < (lane === people || passes ? 1 : 1 + personShare(state, now))) break
    dayAsked(state, now, waiter.forWrite)
    if (passes) state.passedAt = state.turn
    started(state, waiter, now, Date.now())
    start.push(waiter)
    lane.splice(lane.indexOf(waiter), 1)
    room = Math.min(room - 1, roomNow(state, now))
    dayFor.read = dayFreeAt(state, now, false)
    dayFor.write = dayFreeAt(state, now, true)
    if (room <= 0) break
  }

  const waiting = people.length > 0 ? people : background
  if (waiting.length === 0) return { start, refuse, personToldAt: null, lookAt: null }
  const free = freeAt(state, now, waiting === people ? 1 : 1 + personShare(state, now))
  const lookAt = Math.max(free, Math.min(...waiting.map(opens))) - offset
  return { start, refuse, personToldAt: people[0]?.toldAt ?? null, lookAt }
}

const PAUSED = "GHL asked for a pause of its requests"
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
