import { ASK_AGAIN_MS } from "./daily.ts"
import type { Heard } from "./ledger.ts"
import type { BudgetState } from "./state.ts"

/** So many 429s without an answer between them mean that what was learned is wrong. */
const REFUSED_TOO_OFTEN = 3
/** A pause that a 429 names is believed for so many intervals; then a call asks whether it is over. */
const BELIEVED = 3
const LONGEST_PAUSE_MS = 24 * 3_600_000

/** How long nobody starts, whatever a 429 says: where the day is used up as long as that is believed. */
const believedMs = ({ daily, intervalMs }: BudgetState): number =>
  daily.remaining === 0 ? ASK_AGAIN_MS : Math.min(BELIEVED * intervalMs, ASK_AGAIN_MS)

/**
 * A 429 that says how long: so long, and at most as long as is believed at once. One that does not: until its
 * interval is over, which the ways of counting tell from the sight it was; the whole interval where it tells
 * nothing, or what cannot be, or when calls are refused one after another although the earlier 429 was known.
 */
export function pause(state: BudgetState, { limits, heardAt }: Heard, startedAt: number): void {
  if (state.refusedAt !== null && startedAt >= state.refusedAt) state.refusedAgain += 1
  // A place may have come free before GHL wrote the headers.
  const full = limits.remaining !== null && limits.remaining <= Math.ceil(state.limit / 20)
  const known = full && state.sights.length > 1 && state.parts === 1
  const asked =
    limits.retryAfterMs ?? (known && state.refusedAgain < REFUSED_TOO_OFTEN ? 0 : state.intervalMs)
  const believed = Math.min(asked, believedMs(state))
  state.pausedUntil = Math.max(state.pausedUntil, heardAt + believed)
  if (limits.retryAfterMs !== null) {
    state.heldUntil = asked > believed ? heardAt + Math.min(asked, LONGEST_PAUSE_MS) : 0
  }
  state.refusedAt = heardAt
}

/** Whether GHL asked for a pause that is longer than was believed, and it may be over: one call finds out. */
export const isHeld = (state: BudgetState, now: number): boolean => now < state.heldUntil

/** A call starts that asks whether the pause is over; the next may when this one has had no answer for long. */
export function asksWhetherOver(state: BudgetState, now: number): void {
  state.pausedUntil = now + state.intervalMs
}

/** Takes over that a call was let through; after a refusal it ends the pause if it began later than that. */
export function goesOn(
  state: BudgetState,
  { status, heardAt }: Heard,
  startedAt: number | null,
): void {
  state.refusedAgain = 0
  if (startedAt === null || startedAt < (state.refusedAt ?? 0) || status >= 500) return
  if (!isHeld(state, heardAt)) return
  state.heldUntil = 0
  state.pausedUntil = heardAt
}
