import { type BudgetState, newState } from "./state.ts"
import type { BudgetStore } from "./store.ts"

/** How often a process that is on its own tries to share again, ms. */
const TRY_AGAIN_MS = 5_000
/** A process that was heard of within this time is taken to be there. */
const HEARD_MS = 60_000
/** How many there may be when none was ever heard of. */
const UNKNOWN_PROCESSES = 4

/**
 * A shared store that may be out of reach. A process then goes on alone with its part of the limit, since
 * the others may do the same, and brings its calls back when it shares again. `tell`: once on each way.
 */
export function carefulStore(
  shared: BudgetStore,
  tell: (sharing: boolean, parts: number, error?: unknown) => void,
): BudgetStore {
  let last: BudgetState | null = null
  /** From `performance.now()` to the clock of the state. */
  let offset = 0
  let alone: { state: BudgetState; tryAt: number } | null = null

  function part(): BudgetState {
    const now = performance.now() + offset
    const known = last ?? newState()
    const heard = Object.values(known.processes).filter(({ seenAt }) => seenAt > now - HEARD_MS)
    const parts = last === null ? UNKNOWN_PROCESSES : Math.max(1, heard.length)
    const limit = Math.max(1, Math.floor(known.limit / parts))
    return { ...structuredClone(known), parts, limit, processes: {} }
  }

  /** Who was stopped while it held the place, or waited behind one that was, is not out of reach. */
  async function twice<T>(act: (state: BudgetState, now: number) => T): Promise<T> {
    try {
      return await shared.turn(act)
    } catch {
      return shared.turn(act)
    }
  }

  return {
    lookMs: shared.lookMs,
    async turn(act) {
      if (alone === null || performance.now() >= alone.tryAt) {
        const before = alone
        try {
          const result = await (before ? shared.turn : twice)((state, now) => {
            if (before) bringBack(state, before.state)
            const answer = act(state, now)
            last = state
            offset = now - performance.now()
            return answer
          })
          if (alone !== null) tell(true, alone.state.parts)
          alone = null
          return result
        } catch (error) {
          const state = before?.state ?? part()
          if (before === null) tell(false, state.parts, error)
          alone = { state, tryAt: performance.now() + TRY_AGAIN_MS }
        }
      }
      return act(alone.state, performance.now() + offset)
    },
  }
}

/** The calls that were made alone, a pause and the day as they were learnt alone, into the shared state. */
function bringBack(state: BudgetState, alone: BudgetState): void {
  const known = new Set(state.calls.map(({ id }) => id))
  state.calls.push(...alone.calls.filter(({ id }) => !known.has(id)))
  state.calls.sort((a, b) => a.s - b.s)
  if ((alone.refusedAt ?? 0) > (state.refusedAt ?? 0)) {
    const { refusedAt, pausedUntil, heldUntil } = alone
    Object.assign(state, { refusedAt, pausedUntil, heldUntil })
  }
  if (alone.daily.toldAt > state.daily.toldAt) state.daily = alone.daily
}
