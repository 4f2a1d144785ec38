import { type BudgetState, emptyState } from "./state.ts"

/** Where the state of a budget is kept: in this process, or in a place that several share. */
export type BudgetStore = {
  /**
   * Runs `act` on the state while nobody else does, and keeps what it made of it. `now`: the instant by
   * the clock of the state, ms. At once where nothing is shared. Rejects when the place cannot be reached.
   */
  turn<T>(act: (state: BudgetState, now: number) => T): T | Promise<T>
  /** How often a process that waits looks at what the others did, ms; null: there are no others. */
  lookMs: number | null
}

/** The state of a process that shares with nobody. */
export function memoryStore(state: BudgetState = emptyState()): BudgetStore {
  return { turn: (act) => act(state, performance.now()), lookMs: null }
}
