import {
  type BudgetState,
  countedBy,
  follow,
  type Sight,
  sightBefore,
  suppose,
  unseen,
} from "./state.ts"

/** Each call counts for one interval from its own instant. */

/** When the places that are taken come back, in order. */
function returns(state: BudgetState, now: number): number[] {
  // Others who spend steadily are seen again a little after their last call has run out.
  const grace = Math.min(state.intervalMs / 10, (state.gapMs ?? 0) * 1.5)
  return [
    ...state.calls.map((call) => countedBy(state, call) + state.intervalMs),
    ...state.kinds.sliding.others.map(({ hi }) => hi + state.intervalMs + grace),
  ]
    .filter((at) => at > now)
    .sort((a, b) => a - b)
}

/** A place in so many stays free beside others: one of theirs may have come that no answer told of yet. */
const PLACES_A_FREE_ONE = 60
/** For so many intervals after a 429 it is twice as many. */
const CAREFUL = 2

function usable(state: BudgetState, now: number): number {
  const seen = state.kinds.sliding
  if (now >= state.companyUntil || seen.others.length === 0) return state.limit
  const careful = state.refusedAt !== null && now < state.refusedAt + CAREFUL * state.intervalMs
  const free = Math.floor(state.limit / PLACES_A_FREE_ONE) * (careful ? 2 : 1)
  return state.limit - free - Math.round(unseen(state, seen, now))
}

export const slidingRoom = (state: BudgetState, now: number): number =>
  usable(state, now) - returns(state, now).length

/** When there is room for `count` calls, nothing else happening. */
export function slidingFreeAt(state: BudgetState, now: number, count: number): number {
  const taken = returns(state, now)
  const over = taken.length + count - usable(state, now)
  return over <= 0 ? now : (taken[Math.min(over, taken.length) - 1] ?? now)
}

/** By how many a sight shows more calls than should count; fewer: below zero. */
function errorOf(state: BudgetState, sight: Sight): number {
  const half = (sight.e - sight.s) / 2
  const at = sight.s + half
  const from = at - state.intervalMs
  const counts = (instant: number) => instant > from && instant <= at
  const own = state.calls.filter(({ id, s, e }) =>
    id === sight.id ? !sight.refused : counts(e === null ? s + half : (s + e) / 2),
  )
  const others = state.kinds.sliding.others.filter(({ lo, hi }) => (lo + hi) / 2 > from)
  const most = own.length + others.length
  const least = most - own.filter(({ uncertain }) => uncertain).length
  return sight.used - Math.min(most, Math.max(least, sight.used))
}

export function slidingSees(state: BudgetState, sight: Sight): void {
  const seen = state.kinds.sliding
  const { intervalMs } = state
  const least = state.calls.filter(({ id, s, e, uncertain }) => {
    if (uncertain || s <= sight.e - intervalMs) return false
    return id === sight.id ? !sight.refused : e !== null && e <= sight.s
  }).length
  const perhaps = state.calls.filter(
    (call) => call.s <= sight.e && (call.e === null || call.e > sight.s - intervalMs),
  )
  const others = seen.others.filter(({ hi }) => hi > sight.s - intervalMs)
  const own = perhaps.length - (sight.refused ? 1 : 0)
  const before = sightBefore(state, sight.s)
  const since = before?.s ?? sight.e - intervalMs
  const error = errorOf(state, sight)
  const surplus = sight.used - Math.max(0, own) - others.length
  suppose(state, seen, sight, { missing: sight.refused ? Math.round(error) : surplus, since })
  // Alone the error is that of our own latency: many calls at once are counted early in it, or late.
  if (sight.e < state.companyUntil) follow(seen, sight, error, since)
  if (sight.used < least) seen.doubt += 2 * (least - sight.used)
}
