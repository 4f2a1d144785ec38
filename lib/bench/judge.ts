import { counterOf } from "#lib/sandbox/limits/counters.ts"
import type { RateLimit, Spending } from "#lib/sandbox/types.ts"

/**
 * A call: when it was asked for, when its request left (null: it never did), and when its asker was told that
 * it does not start (null: it was not, by the end of the run); ms.
 */
export type Asked = {
  background: boolean
  at: number
  leftAt: number | null
  refusedAt: number | null
}

/**
 * A call: since when the state that all processes share told that it waits, and until when: when it was
 * decided there that it starts or is refused, or the end of the run. By one clock, ms.
 */
export type Decided = {
  background: boolean
  knownAt: number
  until: number
  /** Whether it started then. */
  started: boolean
}

/**
 * Most calls of background, of all processes, that were started while one person was known to wait: whether
 * the person's own call started in the end or not.
 */
export function mostBackgroundBefore(calls: readonly Decided[]): number {
  const background = calls.filter((call) => call.background && call.started)
  const before = ({ knownAt, until }: Decided) =>
    background.filter((call) => call.until > knownAt && call.until < until).length
  return calls
    .filter((call) => !call.background)
    .reduce((most, person) => Math.max(most, before(person)), 0)
}

/** Refused calls that would have been refused had there been no others. */
export function ownRefusals(limit: RateLimit, { refusals, calls }: Spending): number {
  if (limit.kind !== "bucket") {
    // As the limit was reached, a call of theirs that still counts had a place that ours then had not.
    return refusals.filter(({ othersAt }) => othersAt.length === 0).length
  }
  // What others take from a bucket is missing until it is full again.
  const alone = counterOf("bucket")
  const ours = calls.filter((call) => call.ours)
  let next = 0
  return refusals.filter(({ at }) => {
    for (let call = ours[next]; call && call.at <= at; call = ours[next]) {
      alone.take(limit, call.at)
      next += 1
    }
    return alone.left(limit, at) === 0
  }).length
}
