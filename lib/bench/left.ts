import type { RateLimit, Spending } from "#lib/sandbox/types.ts"

type Calls = Spending["calls"]

/** In calls: what others left to us, and what of it we used. */
export type Left = { left: number; used: number }

/**
 * What was left to us from one instant to another, by what the server let through, in the way it counted:
 *
 * - fixed: the places that the others did not take in each interval that began and ended within the time;
 *   and while no interval ran, as many as it would have had.
 * - sliding: a place is taken for an interval by each call. Left are the places that the others did not
 *   hold, over the time.
 * - bucket: what was in it at first and came in since, less what the others took.
 *
 * So a place that stood empty while somebody asked is always counted against us.
 */
export function leftToUs(limit: RateLimit, calls: Calls, from: number, to: number): Left {
  if (limit.kind === "sliding") return ofSliding(limit, calls, from, to)
  if (limit.kind === "bucket") return ofBucket(limit, calls, from, to)
  return ofFixed(limit, calls, from, to)
}

function ofFixed({ max, intervalMs }: RateLimit, calls: Calls, from: number, to: number): Left {
  const told = { left: 0, used: 0 }
  let began = Number.NEGATIVE_INFINITY
  for (const { at } of calls) {
    if (at - began < intervalMs) continue
    const over = began + intervalMs
    began = at
    if (at < from || at + intervalMs > to) continue
    const its = calls.filter((call) => call.at >= at && call.at < at + intervalMs)
    const ours = its.filter((call) => call.ours).length
    told.left += max - (its.length - ours) + ((at - Math.max(over, from)) * max) / intervalMs
    told.used += ours
  }
  return told
}

function ofSliding({ max, intervalMs }: RateLimit, calls: Calls, from: number, to: number): Left {
  const held = (some: Calls) =>
    some.reduce((sum, { at }) => {
      const time = Math.min(to, at + intervalMs) - Math.max(from, at)
      return sum + Math.max(0, time) / intervalMs
    }, 0)
  return {
    left: (max * (to - from)) / intervalMs - held(calls.filter(({ ours }) => !ours)),
    used: held(calls.filter(({ ours }) => ours)),
  }
}

function ofBucket({ max, intervalMs }: RateLimit, calls: Calls, from: number, to: number): Left {
  const perMs = max / intervalMs
  let spent = 0
  let last = calls[0]?.at ?? from
  for (const { at } of calls.filter((call) => call.at < from)) {
    spent = Math.max(0, spent - (at - last) * perMs) + 1
    last = at
  }
  spent = Math.max(0, spent - (from - last) * perMs)
  const within = calls.filter(({ at }) => at >= from && at < to)
  const used = within.filter(({ ours }) => ours).length
  return { left: max - spent + (to - from) * perMs - (within.length - used), used }
}
