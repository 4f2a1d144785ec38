import type { BudgetView, RequestPriority } from "../types.ts"
import type { Waiter } from "./lanes.ts"

/** The right to send one call. */
export type Permit = { id: string; waited: Waiter }

/** What an answer brought. */
export type Answered = { status: number; headers: Headers }

/** A wait for the next try. `waitMs`: as of `learn`. */
type Again = { permit: Promise<Permit>; waitMs: number | null }

/**
 * `forWrite`: a write, or a read that a write needs; these may use the day's reserve. `uncertain`: a call
 * that GHL may not count (docs/upstream.md).
 */
type About = { forWrite?: boolean; uncertain?: boolean }

/** Decides when the next call to GHL may start. */
export type RateBudget = {
  /**
   * Resolves when the call may start; throws kind `rate-limited` when that is not before `deadline`
   * (`performance.now()`, ms: a wall clock that is set back would make a pause of seconds last an hour).
   */
  acquire(
    priority: RequestPriority,
    deadline: number,
    signal: AbortSignal,
    about?: About,
  ): Promise<Permit>
  /**
   * Takes over what an answer says about the limits. Returns the milliseconds a 429 asks to wait. A call
   * whose answer never came is told by nothing: GHL may have counted it.
   */
  learn(status: number, headers: Headers, permit?: Permit): number | null
  /**
   * For a call that failed and is tried again: it waits in its lane, in the place that it had, and starts as
   * `acquire` lets it, not before `notBefore` (`performance.now()`, ms). In the same turn is taken over what
   * its answer said, so that nobody starts between the two; `answered` null: there was none.
   */
  again(
    permit: Permit,
    signal: AbortSignal,
    failed: { answered: Answered | null; notBefore: number },
  ): Again
  /** For a permit that was not used: nothing was sent. */
  giveBack(permit: Permit): void
  view(): Promise<BudgetView>
}
