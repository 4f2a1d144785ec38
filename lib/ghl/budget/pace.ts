import type { BudgetState, Sight } from "./state.ts"

/** Intervals after which others that were not seen again are taken to be gone. */
const REMEMBERED = 20
/** Intervals in which who is only suspected would show. */
const SUSPECTED = 2
/** The part of the limit that may start at once beside others. */
const AT_ONCE = 0.2
/** Above the even pace, so that all that is left is used. */
const HASTE = 1.25

/**
 * Beside others calls are spread over the interval: GHL tells of the others only in answers, so a client
 * that spends all at once is blind until the next interval, and leaves them nothing.
 */
export function seenCompany(state: BudgetState, now: number): void {
  state.companyUntil = now + REMEMBERED * state.intervalMs
}

/**
 * What counted before the first answer may have been others, or this app before it was started anew. Where
 * little is left nothing is kept back on a suspicion.
 */
export function perhapsCompany(state: BudgetState, { e, used }: Sight): void {
  if (used <= state.limit / 2) state.companyUntil = e + SUSPECTED * state.intervalMs
}

const pace = (state: BudgetState) => (HASTE * state.limit) / state.intervalMs

/** Calls our own bucket of starts is short of being full. */
function owed(state: BudgetState, now: number): number {
  let spent = 0
  let at = Number.NEGATIVE_INFINITY
  for (const { s } of state.calls) {
    spent = Math.max(0, spent - (s - at) * pace(state)) + 1
    at = s
  }
  return Math.max(0, spent - Math.max(0, now - at) * pace(state))
}

const atOnce = (state: BudgetState) => Math.max(1, Math.ceil(AT_ONCE * state.limit))

export function paceRoom(state: BudgetState, now: number): number {
  if (now >= state.companyUntil) return Number.POSITIVE_INFINITY
  return Math.floor(atOnce(state) - owed(state, now) + 1e-6)
}

export function paceFreeAt(state: BudgetState, now: number, count: number): number {
  if (now >= state.companyUntil) return now
  const missing = owed(state, now) + Math.min(count, atOnce(state)) - atOnce(state)
  return missing <= 0 ? now : now + missing / pace(state)
}
