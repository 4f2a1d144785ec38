import type { Heard } from "./ledger.ts"
import { type BudgetState, countedBy, type OwnCall } from "./state.ts"

/**
 * What an answer to a process that cannot share said was left in all: when its call (`id`) began, and when it
 * was heard.
 */
export type Left = { remaining: number; id: string | null; s: number; at: number }

/**
 * Takes over what is left. The ways of counting learn nothing from it: theirs is a part of the limit, and who
 * used the rest is not told.
 */
export function aloneHears(state: BudgetState, { limits, heardAt }: Heard, call?: OwnCall): void {
  if (limits.remaining === null) return
  const s = call?.s ?? heardAt
  if (state.left !== null && s < state.left.s) return
  state.left = { remaining: limits.remaining, id: call?.id ?? null, s, at: heardAt }
}

/** Of what was left at the last answer this process takes its part, for the others may do the same. */
export function aloneRoom(state: BudgetState, now: number): number {
  const { left, parts } = state
  if (left === null || now >= left.at + state.intervalMs) return Number.POSITIVE_INFINITY
  const since = state.calls.filter((call) => call.id !== left.id && countedBy(state, call) > left.s)
  return Math.floor(left.remaining / parts) - since.length
}

export const aloneFreeAt = (state: BudgetState, now: number, count: number): number =>
  state.left === null || aloneRoom(state, now) >= count ? now : state.left.at + state.intervalMs
