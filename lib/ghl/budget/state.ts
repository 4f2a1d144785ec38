import type { Left } from "./alone.ts"
import type { Quarter } from "./quarters.ts"

/**
 * What is known of the limits and of who spent them. Plain data, so that processes can share it as one
 * row. Instants are milliseconds of one steady clock, without meaning outside.
 */
export type BudgetState = {
  /** Of the short interval, as the headers say; GHL's published limit until then. */
  limit: number
  intervalMs: number
  /** Calls that may start before the first answer says the limit; null afterwards. */
  untold: number | null
  /** Nobody starts before; set by a 429. */
  pausedUntil: number
  /** Until when GHL asked for a pause that is longer than is believed; 0: it did not. */
  heldUntil: number
  /** When a 429 was last heard, and how many calls since were refused that started after one. */
  refusedAt: number | null
  refusedAgain: number
  /** Our calls of the last intervals, in the order of their starts. */
  calls: OwnCall[]
  /** Answers of the last intervals that told what is used, in the order they were heard. */
  sights: Sight[]
  /** Smoothed time between two answers, ms; null before the second. */
  gapMs: number | null
  /** The longest a call took lately, ms: by then GHL has counted it. */
  slowestMs: number
  /** Until when others are taken to spend the budget too. */
  companyUntil: number
  kinds: { sliding: OthersSeen; bucket: BucketSeen; fixed: FixedSeen }
  /** `toldAt`: when `remaining` was heard. `heardAt`: the same, or when it was last asked for. */
  daily: { limit: number; remaining: number | null; heardAt: number; toldAt: number }
  quarters: Quarter[]
  /** How many turns were taken: which of two came first, whatever the clocks of two processes say. */
  turn: number
  /**
   * Processes on this budget: when each was heard of, and in which turn it first told of the person who
   * waits longest there (null: nobody waits).
   */
  processes: Record<string, { seenAt: number; personToldAt: number | null }>
  /** In which turn background last went before people who waited. */
  passedAt: number
  /** Of the limit this process takes one part in so many; more than one only while it cannot share. */
  parts: number
  /** What is left in all, as the last answer said; null while processes share, and before one. */
  left: Left | null
}

/**
 * GHL counted it at some instant from `s` to `e`; `e` null: not answered yet. `uncertain`: or did not count it,
 * so that it takes a place, and is no contradiction where an answer shows less.
 */
export type OwnCall = { id: string; s: number; e: number | null; uncertain?: true }

/** GHL said that `used` calls counted, at some instant from `s` to `e`. `id`: our call that was answered, counted in. */
export type Sight = { id: string | null; s: number; e: number; used: number; refused: boolean }

/** Calls of others as one way of counting has to suppose them, made from `lo` to `hi`. */
export type OthersSeen = {
  others: { lo: number; hi: number }[]
  /** How many more than these there seem to be, smoothed: what a single answer leaves open, many tell. */
  lean: number
  /** How much this way of counting had to suppose lately, and how often GHL contradicted it. */
  doubt: number
}

/** At the mark at most so many tokens were gone; null before anything was heard. */
type BucketSeen = OthersSeen & { mark: BucketMark | null }

/** `spent` at the instant `at`, in which every call is counted that was answered by `since`, and call `id`. */
export type BucketMark = { spent: number; at: number; since: number; id: string | null }

/** The current interval began from `lo` to `hi`; null: unknown. `sight`: the one that tells most of what is used. */
type FixedSeen = OthersSeen & {
  began: { lo: number; hi: number } | null
  sight: Sight | null
}

export const emptyState = (untold: number | null = null): BudgetState => ({
  limit: 100,
  intervalMs: 10_000,
  untold,
  pausedUntil: 0,
  heldUntil: 0,
  refusedAt: null,
  refusedAgain: 0,
  calls: [],
  sights: [],
  gapMs: null,
  slowestMs: 0,
  companyUntil: 0,
  kinds: {
    sliding: { others: [], lean: 0, doubt: 0 },
    bucket: { others: [], lean: 0, doubt: 0, mark: null },
    fixed: { others: [], lean: 0, doubt: 0, began: null, sight: null },
  },
  daily: { limit: 200_000, remaining: null, heardAt: 0, toldAt: 0 },
  quarters: [],
  turn: 0,
  processes: {},
  passedAt: -1,
  parts: 1,
  left: null,
})

/** Trial accounts are reported to have this limit: nobody has less. */
const LEAST_LIMIT = 25

/** What a client knows before its first call: not even the limit. */
export const newState = (): BudgetState => emptyState(LEAST_LIMIT)

/** By when GHL has surely counted a call. */
export const countedBy = (state: BudgetState, call: OwnCall): number =>
  call.e ?? call.s + state.slowestMs

/**
 * Calls a millisecond of others lately, by this way of counting; what was there before us tells no rate. While
 * no answer comes none of theirs is seen: as many are expected as came in each of the two intervals before.
 */
export function othersRate(state: BudgetState, seen: OthersSeen, now: number): number {
  const { intervalMs } = state
  const cameUntil = (to: number) =>
    seen.others.filter(({ lo, hi }) => hi > to - intervalMs && hi <= to && hi - lo < intervalMs / 2)
      .length
  const toldAt = Math.max(state.sights.at(-1)?.e ?? now, now - intervalMs)
  const steadily = Math.min(cameUntil(toldAt), cameUntil(toldAt - intervalMs))
  return Math.max(cameUntil(now), steadily) / intervalMs
}

/** How many calls others made, by their rate lately, since GHL last told how many count. */
export function unseen(state: BudgetState, seen: OthersSeen, now: number): number {
  const since = state.sights.at(-1)?.s ?? now
  return othersRate(state, seen, now) * Math.min(now - since, state.intervalMs)
}

/**
 * In limits: more than that others cannot have made in the time that is remembered, so a way of counting
 * that needs more is refuted, and need not fill the row. Headers may tell of a billion.
 */
const MOST_OTHERS_LIMITS = 4
const MOST_OTHERS = 2_000

/**
 * Supposes the calls of others that a sight cannot be explained without, and trusts this way of counting
 * less for it. No call is sent without room for it, so one that was refused met at least one of theirs.
 */
export function suppose(
  state: BudgetState,
  seen: OthersSeen,
  sight: Sight,
  { missing, since }: { missing: number; since: number },
): void {
  const count = Math.max(missing, sight.refused && sight.s >= (state.refusedAt ?? sight.s) ? 1 : 0)
  const most = Math.min(MOST_OTHERS, MOST_OTHERS_LIMITS * state.limit)
  const room = most - seen.others.length
  for (let n = 0; n < Math.min(count, room); n += 1) seen.others.push({ lo: since, hi: sight.e })
  // What stood there before the first answer speaks for no way of counting.
  if (state.sights.length > 0) seen.doubt += Math.max(0, count)
}

const LEAN_SMOOTHING = 0.2
const LEAN_LIMIT = 0.6

/**
 * Corrects the number of supposed calls by `error`: how many more a sight shows than were expected to
 * count, each call at the middle of the time in which GHL may have counted it.
 */
export function follow(seen: OthersSeen, sight: Sight, error: number, since: number): void {
  seen.lean += LEAN_SMOOTHING * (Math.max(-3, Math.min(3, error)) - seen.lean)
  if (seen.lean > LEAN_LIMIT) {
    seen.others.push({ lo: since, hi: sight.e })
    seen.lean -= 1
  } else if (seen.lean < -LEAN_LIMIT && seen.others.length > 0) {
    seen.others.shift()
    seen.lean += 1
  }
}

/** The newest sight that surely came before the instant. */
export const sightBefore = (state: BudgetState, instant: number): Sight | undefined =>
  state.sights.findLast(({ e }) => e <= instant)

/** How many of our calls GHL surely counted between two sights, the second one's own call too. */
export function surelyBetween(state: BudgetState, from: Sight, to: Sight): number {
  const own = state.calls.filter(({ id, s, e, uncertain }) => {
    if (uncertain) return false
    return id === to.id ? !to.refused : s >= from.e && e !== null && e <= to.s
  })
  return own.length
}
