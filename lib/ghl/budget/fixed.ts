import {
  type BudgetState,
  countedBy,
  othersRate,
  type Sight,
  sightBefore,
  suppose,
  surelyBetween,
  unseen,
} from "./state.ts"

/** An interval after another; at its end all is forgotten. */

/** At most so many calls that began until `until` were counted after `lo`. */
function countedSince(state: BudgetState, lo: number, until: number): number {
  const own = state.calls.filter((call) => call.s <= until && countedBy(state, call) >= lo)
  const others = state.kinds.fixed.others.filter(({ hi }) => hi >= lo)
  return own.length + others.length
}

/** At most so many count, by what a sight told and what came after it; an end between only makes it fewer. */
function countedBySight(state: BudgetState, sight: Sight, until: number): number {
  const own = state.calls.filter(
    ({ id, s, e }) => id !== sight.id && s <= until && (e === null || e > sight.s),
  )
  const others = state.kinds.fixed.others.filter(({ hi }) => hi > sight.e)
  return sight.used + own.length + others.length
}

/** At most so many count in the interval that was seen last, with all calls that began until `until`. */
function counted(state: BudgetState, lo: number, until: number): number {
  const { sight } = state.kinds.fixed
  const since = countedSince(state, lo, until)
  return sight === null ? since : Math.min(since, countedBySight(state, sight, until))
}

/** The end of an interval is looked for where it is less certain than to this part of one. */
const CERTAIN = 0.05
/** At most this part of the limit is kept for looking. */
const LOOKERS = 0.2

/**
 * Beside others an interval may have begun with a call of theirs, and who uses up all places before its end
 * cannot look when that comes: it would wait until the end is certain, while places stand empty. So some
 * calls wait for the time in which it may end, spread over it; their answers tell when it did. Gives back
 * how many wait still, and when only `few` do.
 */
function lookers(state: BudgetState, now: number, few: number): { waiting: number; at: number } {
  const { began } = state.kinds.fixed
  const { intervalMs } = state
  if (began === null || now >= state.companyUntil) return { waiting: 0, at: now }
  const width = began.hi - began.lo
  if (width <= CERTAIN * intervalMs) return { waiting: 0, at: now }
  const most = Math.max(1, Math.floor(LOOKERS * state.limit))
  const count = Math.min(most, Math.ceil(width / (CERTAIN * intervalMs)))
  const first = began.lo + intervalMs
  const gap = width / count
  const gone = now < first ? 0 : Math.min(count, Math.floor((now - first) / gap) + 1)
  const at = few >= count ? now : first + (count - Math.max(0, few) - 1) * gap
  return { waiting: count - gone, at }
}

/** An interval of which it is unknown when it began, to so much of one: it may have been over for long. */
const UNKNOWN = 0.5

/**
 * From when on calls may be of the interval that goes on. Where it is all but unknown when that began, beside
 * others, it is still no longer than an interval: otherwise a whole one would be waited for its end.
 */
function since(state: BudgetState, { lo, hi }: { lo: number; hi: number }, now: number): number {
  const { intervalMs } = state
  const unknown = now < state.companyUntil && hi - lo > UNKNOWN * intervalMs
  return unknown ? Math.max(lo, now - intervalMs + 0.001) : lo
}

/** When so many calls that may count are surely of an interval that is over. */
function goneBy(state: BudgetState, now: number, many: number): number {
  const own = state.calls
    .map((call) => countedBy(state, call) + state.intervalMs)
    .filter((at) => at > now)
    .sort((a, b) => a - b)
  return own[many - 1] ?? Number.POSITIVE_INFINITY
}

export function fixedRoom(state: BudgetState, now: number): number {
  const { began } = state.kinds.fixed
  if (began === null) return state.limit
  const rate = othersRate(state, state.kinds.fixed, now)
  const over = began.hi + state.intervalMs
  if (now >= over) {
    // The interval of a call is over an interval after it at the latest.
    const from = Math.max(over, now - state.intervalMs + 0.001)
    return state.limit - countedSince(state, from, now) - Math.round(rate * state.intervalMs)
  }
  // What others will want in the rest of the interval is theirs.
  const rest = Math.max(0, began.lo + state.intervalMs - now)
  const kept =
    Math.round(rate * rest + unseen(state, state.kinds.fixed, now)) + lookers(state, now, 0).waiting
  return state.limit - counted(state, since(state, began, now), now) - kept
}

/** When there is room for `count` calls, nothing else happening. */
export function fixedFreeAt(state: BudgetState, now: number, count: number): number {
  if (fixedRoom(state, now) >= count) return now
  const { began } = state.kinds.fixed
  if (began === null) return now
  const over = began.hi + state.intervalMs
  if (now >= over) return now + state.intervalMs / 10
  const spare = state.limit - counted(state, since(state, began, now), now) - count
  const rate = othersRate(state, state.kinds.fixed, now)
  if (spare < 0) {
    return since(state, began, now) > began.lo ? Math.min(over, goneBy(state, now, -spare)) : over
  }
  const looking = lookers(state, now, spare)
  if (rate === 0) return looking.waiting > 0 ? Math.max(now + 1, looking.at) : over
  return Math.max(now + 1, looking.at, began.lo + state.intervalMs - (spare + 0.5) / rate)
}

/**
 * The newest sight since which an interval surely ended: more calls had counted by then, with those of ours
 * that were surely counted since, than count now. One sight back few calls are sure, so all are looked at.
 */
const endedSince = (state: BudgetState, sight: Sight): Sight | undefined =>
  state.sights.findLast(
    (before) =>
      before.e <= sight.s && sight.used < before.used + surelyBetween(state, before, sight),
  )

/** Learns from a sight when the current interval began. */
function placeInterval(state: BudgetState, sight: Sight): void {
  const seen = state.kinds.fixed
  const { intervalMs } = state
  if (seen.began === null) {
    seen.began = { lo: sight.s - intervalMs, hi: sight.e }
    return
  }
  const { lo, hi } = seen.began
  const before = endedSince(state, sight)
  // What began before the known end tells of no other, once there may have been one.
  const tellsNew = before && (before.s > hi || sight.s < lo + intervalMs)
  if (tellsNew) {
    // An interval ended between the two; perhaps it is the end that was noticed already.
    if (before.s <= hi) {
      seen.began = { lo: Math.max(lo, before.s), hi: Math.min(hi, sight.e) }
      if (seen.began.lo > seen.began.hi) seen.doubt += 4
      return
    }
    if (sight.e < lo + intervalMs) seen.doubt += 4
    seen.began = { lo: Math.min(Math.max(before.s, lo + intervalMs), sight.e), hi: sight.e }
  } else if (sight.s >= hi + intervalMs) {
    seen.began = { lo: Math.max(lo + intervalMs, sight.s - intervalMs), hi: sight.e }
  }
}

export function fixedSees(state: BudgetState, sight: Sight): void {
  const seen = state.kinds.fixed
  const before = sightBefore(state, sight.s)
  placeInterval(state, sight)
  const lo = seen.began?.lo ?? sight.s
  const more = sight.used - counted(state, lo, sight.e) + (sight.refused ? 1 : 0)
  const since = before ? Math.max(before.s, lo) : lo
  suppose(state, seen, sight, { missing: more, since })
  if (
    seen.sight === null ||
    countedBySight(state, sight, sight.e) < countedBySight(state, seen.sight, sight.e)
  ) {
    seen.sight = sight
  }
}
