import type { BudgetView } from "../types.ts"
import { reserveOf } from "./daily.ts"
import { countedNow } from "./ledger.ts"
import { lastDay } from "./quarters.ts"
import type { BudgetState } from "./state.ts"

/** The budget as a page shows it. `wall`: epoch ms, for the hours of the day. */
export function viewOf(state: BudgetState, now: number, wall: number): BudgetView {
  return {
    interval: {
      limit: state.limit,
      intervalMs: state.intervalMs,
      ...countedNow(state, now),
      pausedMs: Math.max(0, state.pausedUntil - now),
    },
    daily: {
      limit: state.daily.limit,
      remaining: state.daily.remaining,
      reserve: reserveOf(state),
    },
    today: lastDay(state.quarters, wall).map((quarter) => ({
      ...quarter,
      at: new Date(quarter.at).toISOString(),
    })),
  }
}
