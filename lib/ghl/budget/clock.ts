/** Time as a budget keeps it: that of its process, or a simulation's. */
export type BudgetClock = {
  /** ms, steady. */
  now(): number
  /** Runs `act` after `ms`; the answer cancels it. */
  later(ms: number, act: () => void): () => void
}

/** That of this process. */
export const OWN_CLOCK: BudgetClock = {
  now: () => performance.now(),
  later: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}
