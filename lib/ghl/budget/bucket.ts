import {
  type BucketMark,
  type BudgetState,
  countedBy,
  othersRate,
  type Sight,
  sightBefore,
  suppose,
  surelyBetween,
  unseen,
} from "./state.ts"

/** A bucket of `limit` tokens that fills evenly by `limit` an interval. */

const perMs = (state: BudgetState) => state.limit / state.intervalMs

/**
 * At most so many tokens are gone at an instant, going on from a mark: with all calls that started until
 * `until`.
 */
function spentAt(
  state: BudgetState,
  mark: BucketMark | null,
  instant: number,
  { until = instant, others = state.kinds.bucket.others } = {},
): number {
  const since = mark?.since ?? Number.NEGATIVE_INFINITY
  const events = [
    ...state.calls
      .filter(({ id, s, e }) => id !== mark?.id && s <= until && (e === null || e > since))
      .map((call) => countedBy(state, call)),
    ...others.map(({ hi }) => hi).filter((hi) => hi > (mark?.at ?? since)),
  ]
    .map((at) => Math.min(at, instant))
    .sort((a, b) => a - b)
  let spent = mark?.spent ?? 0
  let at = mark?.at ?? events[0] ?? instant
  for (const event of events) {
    spent = Math.max(0, spent - Math.max(0, event - at) * perMs(state)) + 1
    at = Math.max(at, event)
  }
  return Math.max(0, spent - Math.max(0, instant - at) * perMs(state))
}

/** The part of the bucket that is left in it beside others; it costs nothing, for it fills all the same. */
const KEPT = 0.08

/** What is kept back while others spend: their calls that GHL's answers do not tell of yet. */
function keptBack(state: BudgetState, now: number): number {
  if (now >= state.companyUntil) return 0
  return 1 + KEPT * state.limit + unseen(state, state.kinds.bucket, now)
}

export const bucketRoom = (state: BudgetState, now: number): number =>
  Math.floor(
    state.limit - spentAt(state, state.kinds.bucket.mark, now) - keptBack(state, now) + 1e-6,
  )

/** When there is room for `count` calls, nothing else happening. */
export function bucketFreeAt(state: BudgetState, now: number, count: number): number {
  const missing =
    count + keptBack(state, now) + spentAt(state, state.kinds.bucket.mark, now) - state.limit
  if (missing <= 1e-6) return now
  const others = othersRate(state, state.kinds.bucket, now)
  return now + missing / Math.max(perMs(state) - others, perMs(state) / 10)
}

export function bucketSees(state: BudgetState, sight: Sight): void {
  const seen = state.kinds.bucket
  const before = sightBefore(state, sight.s)
  if (before) {
    const least =
      before.used - 1 + surelyBetween(state, before, sight) - (sight.e - before.s) * perMs(state)
    if (sight.used < least - 1e-6) seen.doubt += 2 * Math.ceil(least - sight.used)
    // It may be older than the mark, and what came into the bucket between was missing then.
    const between = Math.max(0, (seen.mark?.at ?? sight.s) - sight.s) * perMs(state)
    // The call of one that was refused was not counted.
    const most =
      spentAt(state, seen.mark, sight.s, { until: sight.e }) + between - (sight.refused ? 1 : 0)
    const more = Math.ceil(sight.used - 1 - most - 1e-6)
    suppose(state, seen, sight, { missing: more, since: before.s })
  }
  const fresh = { spent: sight.used, at: sight.e, since: sight.s, id: sight.id }
  if (!before || spentAt(state, fresh, sight.e) < spentAt(state, seen.mark, sight.e)) {
    seen.mark = fresh
  }
}

/**
 * Moves the mark up to `instant`, so that what came before it may be forgotten. Gives back since when calls
 * have to be known still: a mark tells of those alone that were answered before its own call began.
 */
export function bucketForgets(state: BudgetState, instant: number): number {
  const { mark } = state.kinds.bucket
  if (mark === null) return instant
  if (mark.at >= instant) return Math.min(mark.since, instant)
  const calls = state.calls.filter(({ e }) => e !== null && e <= instant)
  const others = state.kinds.bucket.others.filter(({ hi }) => hi <= instant)
  const spent = spentAt({ ...state, calls }, mark, instant, { others })
  state.kinds.bucket.mark = { spent, at: instant, since: instant, id: null }
  return instant
}
