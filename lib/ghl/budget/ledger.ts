import { aloneFreeAt, aloneHears, aloneRoom } from "./alone.ts"
import { bucketForgets, bucketFreeAt, bucketRoom, bucketSees } from "./bucket.ts"
import { dayHeard } from "./daily.ts"
import { fixedFreeAt, fixedRoom, fixedSees } from "./fixed.ts"
import type { Limits } from "./limit-headers.ts"
import { paceFreeAt, paceRoom, perhapsCompany, seenCompany } from "./pace.ts"
import { asksWhetherOver, goesOn, isHeld, pause } from "./pause.ts"
import { countInto } from "./quarters.ts"
import { slidingFreeAt, slidingRoom, slidingSees } from "./sliding.ts"
import type { BudgetState, OthersSeen, Sight } from "./state.ts"

/**
 * GHL does not say how it counts its interval. All three usual ways are followed at once: each supposes
 * the calls of others that would explain what GHL says, and the way that has to suppose least is
 * believed. Where several explain it as well, a call has to have room under each of them.
 */
const WAYS = {
  sliding: { room: slidingRoom, freeAt: slidingFreeAt, sees: slidingSees },
  bucket: { room: bucketRoom, freeAt: bucketFreeAt, sees: bucketSees },
  fixed: { room: fixedRoom, freeAt: fixedFreeAt, sees: fixedSees },
}
const NAMES = ["sliding", "bucket", "fixed"] as const

/** Doubts this close together come from latency and rounding. */
const AS_GOOD = 2
/** Each way supposes what others really call, and doubts itself for it: up to so many times the least is as good. */
const NEARLY = 2
/** Intervals in which a doubt halves: GHL may change its way. */
const HALF_LIFE = 3
/** Doubt beyond the least, in limits: what is long refuted can still be believed again. */
const MOST_DOUBT = 10
const SIGHTS_KEPT = 30

/**
 * And so is one that is doubted more by this part of the others' calls. Who spends evenly stays the same where an
 * interval goes on, and comes anew, call by call, where each call counts for an interval of its own: until an
 * end is seen, or is not, the first looks better, and would let all calls go at once when it is due.
 */
const OF_OTHERS = 0.15

/** The ways of counting that GHL's answers leave likely. */
function likely(state: BudgetState): (typeof NAMES)[number][] {
  const least = Math.min(...NAMES.map((name) => state.kinds[name].doubt))
  const most = least * NEARLY + AS_GOOD + OF_OTHERS * believed(state).others.length
  return NAMES.filter((name) => state.kinds[name].doubt <= most)
}

const recent = (state: BudgetState, now: number) =>
  state.calls.filter(({ s }) => s > now - state.intervalMs)

/** How many calls may start now. */
export function roomNow(state: BudgetState, now: number): number {
  if (now < state.pausedUntil) return 0
  const rooms = likely(state).map((name) => WAYS[name].room(state, now))
  if (state.untold !== null) rooms.push(state.untold - recent(state, now).length)
  if (isHeld(state, now)) rooms.push(1)
  rooms.push(aloneRoom(state, now))
  return Math.max(0, Math.min(paceRoom(state, now), ...rooms))
}

/** When `count` calls may start, nothing else happening; an estimate where more than the limit is asked. */
export function freeAt(state: BudgetState, now: number, count: number): number {
  const whole = Math.floor((count - 1) / state.limit)
  const rest = count - whole * state.limit
  const free = likely(state).map((name) => WAYS[name].freeAt(state, now, rest))
  free.push(aloneFreeAt(state, now, rest))
  if (state.untold !== null) {
    const first = recent(state, now).at(-state.untold)
    if (first) free.push(first.s + state.intervalMs)
  }
  return (
    Math.max(paceFreeAt(state, now, rest), state.pausedUntil, ...free) + whole * state.intervalMs
  )
}

/** A call that was allowed to start and was not sent. */
export function unsent(state: BudgetState, id: string, wall: number): void {
  if (!state.calls.some((call) => call.id === id)) return
  state.calls = state.calls.filter((call) => call.id !== id)
  countInto(state.quarters, wall, { own: -1 })
}

/** Notes that a call starts. `uncertain`: GHL may not count it. */
export function started(
  state: BudgetState,
  { id, uncertain = false }: { id: string; uncertain?: boolean },
  now: number,
  wall: number,
): void {
  // Where no answer ever comes, nothing else lets go.
  if ((state.calls[0]?.s ?? now) < now - 4 * state.intervalMs) forget(state, now)
  if (isHeld(state, now)) asksWhetherOver(state, now)
  state.calls.push({ id, s: now, e: null, ...(uncertain && { uncertain }) })
  countInto(state.quarters, wall, { own: 1 })
}

/** What an answer told. `heardAt`: when. `id`: the call it answers, null for one that was not counted here. */
export type Heard = { id: string | null; status: number; limits: Limits; heardAt: number }

/** Takes over what an answer says. */
export function heard(state: BudgetState, told: Heard, wall: number): void {
  const { limits, heardAt } = told
  const refused = told.status === 429
  state.untold = null
  const call = state.calls.find(({ id }) => id === told.id)
  if (call) {
    call.e = heardAt
    // An answer may be slower than any before it.
    const least = state.intervalMs / 10
    state.slowestMs = Math.max(state.slowestMs * 0.98, heardAt - call.s, least)
  }
  if (limits.max !== null) state.limit = Math.max(1, Math.floor(limits.max / state.parts))
  state.intervalMs = limits.intervalMs ?? state.intervalMs
  state.daily.limit = limits.dailyLimit ?? state.daily.limit
  if (limits.dailyRemaining !== null) {
    const startedAt = call?.s ?? heardAt
    dayHeard(state, { remaining: limits.dailyRemaining, startedAt, heardAt })
  }
  if (state.parts > 1) aloneHears(state, told, call)
  else if (limits.remaining !== null) {
    look(state, {
      id: call?.id ?? null,
      s: call?.s ?? heardAt,
      e: heardAt,
      used: Math.max(0, state.limit - limits.remaining),
      refused,
    })
  }
  const others = believed(state).others.filter(({ hi }) => hi === heardAt).length
  countInto(state.quarters, wall, {
    others,
    refused: refused ? 1 : 0,
    own: refused && call ? -1 : 0,
  })
  if (refused && limits.remaining !== null) {
    state.calls = state.calls.filter((one) => one !== call)
  }
  if (refused) pause(state, told, call?.s ?? heardAt)
  else goesOn(state, told, call?.s ?? null)
  forget(state, heardAt)
}

function look(state: BudgetState, sight: Sight): void {
  const last = state.sights.at(-1)
  if (last) {
    const gap = Math.min(sight.e - last.e, state.intervalMs)
    const fading = 0.5 ** (gap / (HALF_LIFE * state.intervalMs))
    for (const name of NAMES) state.kinds[name].doubt *= fading
    state.gapMs = state.gapMs === null ? gap : state.gapMs * 0.8 + gap * 0.2
  }
  for (const name of NAMES) WAYS[name].sees(state, sight)
  const most = Math.min(...NAMES.map((name) => state.kinds[name].doubt)) + MOST_DOUBT * state.limit
  for (const name of NAMES) state.kinds[name].doubt = Math.min(state.kinds[name].doubt, most)
  if (believed(state).others.some(({ hi }) => hi === sight.e)) {
    if (last) seenCompany(state, sight.e)
    else perhapsCompany(state, sight)
  }
  state.sights.push(sight)
}

/** The way of counting that has to suppose least. */
function believed(state: BudgetState): OthersSeen {
  return NAMES.map((name) => state.kinds[name]).reduce((best, one) =>
    one.doubt < best.doubt ? one : best,
  )
}

/** Calls that count now: ours, and those of others. */
export function countedNow(state: BudgetState, now: number): { used: number; others: number } {
  const from = now - state.intervalMs
  const others = believed(state).others.filter(({ hi }) => hi > from).length
  const own = state.calls.filter(({ s }) => s > from).length
  return { used: Math.min(state.limit, own + others), others }
}

/** Lets go of what can count no more, whichever way it is counted. */
function forget(state: BudgetState, now: number): void {
  const from = now - 2.5 * state.intervalMs
  const needed = bucketForgets(state, from)
  if ((state.kinds.fixed.sight?.s ?? now) < from) state.kinds.fixed.sight = null
  state.calls = state.calls.filter(({ s, e }) => (e ?? s + state.slowestMs) > needed)
  for (const name of NAMES) {
    const seen = state.kinds[name]
    seen.others = seen.others.filter(({ hi }) => hi > from)
  }
  state.sights = state.sights.slice(-SIGHTS_KEPT)
}
