import type { BudgetState } from "./state.ts"

/** The part of a day's calls that only writes, and what they have to read, may use. */
const WRITE_SHARE = 0.05
/** GHL does not say when its day starts: ask again this often once the day is used up. */
export const ASK_AGAIN_MS = 15 * 60_000

export const reserveOf = (state: BudgetState): number => Math.ceil(state.daily.limit * WRITE_SHARE)

/**
 * Takes over what an answer says is left of the day. Answers come in any order: one to a call that began
 * (`startedAt`) before the last was heard may be the older of the two, and the lower counts. One to a later
 * call is newer, so that a new day shows.
 */
export function dayHeard(
  state: BudgetState,
  { remaining, startedAt, heardAt }: { remaining: number; startedAt: number; heardAt: number },
): void {
  const { daily } = state
  if (daily.remaining !== null && remaining > daily.remaining && startedAt < daily.toldAt) return
  daily.remaining = remaining
  daily.heardAt = heardAt
  daily.toldAt = heardAt
}

/**
 * Calls of the day that are left, as far as GHL has said: less those on their way. One that was given up
 * is never answered; what GHL says a call's way there and back after it tells of it already.
 */
function left(state: BudgetState): number {
  const { remaining, toldAt } = state.daily
  if (remaining === null) return Number.POSITIVE_INFINITY
  const told = toldAt - 2 * state.slowestMs
  return remaining - state.calls.filter(({ s, e }) => e === null && s > told).length
}

const usedUp = (state: BudgetState, forWrite: boolean): boolean =>
  left(state) <= (forWrite ? 0 : reserveOf(state))

/** When the day has room for a call; it has now unless it is used up. */
export const dayFreeAt = (state: BudgetState, now: number, forWrite: boolean): number =>
  usedUp(state, forWrite) ? Math.max(now, state.daily.heardAt + ASK_AGAIN_MS) : now

/** Notes a call that asks whether a new day has begun: the next may only when this one brought nothing. */
export function dayAsked(state: BudgetState, now: number, forWrite: boolean): void {
  if (usedUp(state, forWrite)) state.daily.heardAt = now
}

export const KEPT_FOR_WRITES =
  "GHL's daily limit of requests is nearly used up; what is left is kept for writes"

export const dayWords = (state: BudgetState): string =>
  (state.daily.remaining ?? 1) > 0 ? KEPT_FOR_WRITES : "GHL's daily limit of requests is used up"
