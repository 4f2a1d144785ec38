import {
  type BudgetState,
  countedBy,
  follow,
  type OthersSeen,
  type Sight,
  sightBefore,
  suppose,
} from "./state.ts"

/** Each call counts for one interval from its own instant. */

/** What is supposed of others, by whether it counts at an instant or may be over by then. */
function byAge(state: BudgetState, instant: number) {
  const from = instant - state.intervalMs
  const { others } = state.kinds.sliding
  return {
    over: others.filter(({ hi }) => hi <= from),
    alive: others.filter(({ hi }) => hi > from),
  }
}

/** Intervals without an answer since a call of others was over: then a call of ours looks. */
const LOOKED_FOR = 0.5
/** And then whoever was there is taken to be gone. */
const GONE = 1

/**
 * How many places of others that are over stay taken: who spends evenly is there again as soon as an earlier
 * call of theirs is over, and only an answer tells. It has to be asked for where none is to come.
 */
function held(state: BudgetState, now: number): number {
  if (now >= state.companyUntil) return 0
  const { over } = byAge(state, now)
  const toldAt = state.sights.at(-1)?.s ?? Number.NEGATIVE_INFINITY
  const untold = (intervals: number) =>
    over.filter(
      ({ hi }) => Math.max(toldAt, hi + state.intervalMs) < now - intervals * state.intervalMs,
    ).length
  const asked = state.calls.some(({ s, e }) => e === null && s > now - 2 * state.slowestMs)
  const looks = untold(LOOKED_FOR) > 0 && !asked ? 1 : 0
  return over.length - Math.max(untold(GONE), looks)
}

/** When the places that are taken come back, in order. */
function returns(state: BudgetState, now: number): number[] {
  // Others who spend steadily are seen again a little after their last call has run out.
  const grace = Math.min(state.intervalMs / 10, (state.gapMs ?? 0) * 1.5)
  const own = state.calls.map((call) => countedBy(state, call) + state.intervalMs)
  return [
    ...own.filter((at) => at > now),
    ...byAge(state, now).alive.map(({ hi }) => hi + state.intervalMs + grace),
    ...Array<number>(held(state, now)).fill(now + Math.max(1, grace)),
  ].sort((a, b) => a - b)
}

/** A place in so many stays free beside others: one of theirs may have come that no answer told of yet. */
const PLACES_A_FREE_ONE = 60
/** For so many intervals after a 429 it is twice as many. */
const CAREFUL = 2

function usable(state: BudgetState, now: number): number {
  if (now >= state.companyUntil || state.kinds.sliding.others.length === 0) return state.limit
  const careful = state.refusedAt !== null && now < state.refusedAt + CAREFUL * state.intervalMs
  return state.limit - Math.floor(state.limit / PLACES_A_FREE_ONE) * (careful ? 2 : 1)
}

export const slidingRoom = (state: BudgetState, now: number): number =>
  usable(state, now) - returns(state, now).length

/** When there is room for `count` calls, nothing else happening. */
export function slidingFreeAt(state: BudgetState, now: number, count: number): number {
  const taken = returns(state, now)
  const over = taken.length + count - usable(state, now)
  return over <= 0 ? now : (taken[Math.min(over, taken.length) - 1] ?? now)
}

/** By how many a sight shows more calls than ours and `others`, all of which count; fewer: below zero. */
function errorOf(state: BudgetState, sight: Sight, others: OthersSeen["others"]): number {
  const half = (sight.e - sight.s) / 2
  const at = sight.s + half
  const from = at - state.intervalMs
  const counts = (instant: number) => instant > from && instant <= at
  const own = state.calls.filter(({ id, s, e }) =>
    id === sight.id ? !sight.refused : counts(e === null ? s + half : (s + e) / 2),
  )
  const most = own.length + others.filter(({ lo }) => lo < sight.e).length
  const least = most - own.filter(({ uncertain }) => uncertain).length
  return sight.used - Math.min(most, Math.max(least, sight.used))
}

export function slidingSees(state: BudgetState, sight: Sight): void {
  const seen = state.kinds.sliding
  const { intervalMs } = state
  const beside = sight.e < state.companyUntil
  const least = state.calls.filter(({ id, s, e, uncertain }) => {
    if (uncertain || s <= sight.e - intervalMs) return false
    return id === sight.id ? !sight.refused : e !== null && e <= sight.s
  }).length
  const perhaps = state.calls.filter(
    (call) => call.s <= sight.e && (call.e === null || call.e > sight.s - intervalMs),
  )
  const { over, alive } = byAge(state, sight.s)
  const own = perhaps.length - (sight.refused ? 1 : 0)
  const before = sightBefore(state, sight.s)
  const since = before?.s ?? sight.e - intervalMs
  const surplus = sight.used - Math.max(0, own) - alive.length
  const missing = sight.refused ? Math.round(errorOf(state, sight, alive)) : surplus
  seen.others = [...alive]
  suppose(state, seen, sight, { missing, since })
  // What came anew stands for what is over. Of the rest as many may be there again as the sight leaves open.
  const came = seen.others.length - alive.length
  const there = seen.others.filter(({ lo }) => lo < sight.e).length
  const open = beside ? Math.max(0, sight.used - least - there) : 0
  seen.others.unshift(...over.slice(Math.max(came, over.length - open)))
  // Alone the error is that of our own latency: many calls at once are counted early in it, or late.
  if (beside) follow(seen, sight, errorOf(state, sight, seen.others), since)
  if (sight.used < least) seen.doubt += 2 * (least - sight.used)
}
