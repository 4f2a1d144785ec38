import type { Spending } from "#lib/sandbox/types.ts"
import type { SpenderName } from "./spenders.ts"

/**
 * A try of a call: when it was asked for or the try before it had failed, when its request left (null: it
 * never did), and when its asker was told that it does not start (null: it was not, by the end of the run); ms.
 */
export type Try = { at: number; leftAt: number | null; refusedAt: number | null }

export type Asked = { background: boolean; tries: Try[] }

/**
 * A wait: since when the state that all processes share told of it, and until when: when it was decided there
 * that the call starts or is refused, or the end of the run. By one clock, ms.
 */
export type Wait = {
  knownAt: number
  until: number
  /** Whether it started then. */
  started: boolean
}

/** A call, with the wait for each of its tries. */
export type Decided = { background: boolean; waits: Wait[] }

/** A try that begins to wait. */
export const newTry = (at: number): Try => ({ at, leftAt: null, refusedAt: null })

/**
 * Most calls of background, of all processes, that were started while one person was known to wait, for all
 * tries of a call together: whether the person's own call started in the end or not.
 */
export function mostBackgroundBefore(calls: readonly Decided[]): number {
  const background = calls
    .filter((call) => call.background)
    .flatMap(({ waits }) => waits.filter(({ started }) => started))
  const before = ({ knownAt, until }: Wait) =>
    background.filter((call) => call.until > knownAt && call.until < until).length
  return calls
    .filter((call) => !call.background)
    .map(({ waits }) => waits.reduce((sum, wait) => sum + before(wait), 0))
    .reduce((most, one) => Math.max(most, one), 0)
}

/**
 * Of so many calls that were let through, how many may be refused unexplained: one, or two in a thousand.
 * Answers tell how many places are taken, not by whom or when, so the last one is sometimes thought free.
 */
export const unexplainedAtMost = (accepted: number): number => Math.max(1, 0.002 * accepted)

/**
 * Of so many calls that were let through, the share that may be refused at all beside another spender,
 * explained or not. Who spends evenly is foreseen, a burst is not.
 */
export function refusedAtMost(spender: SpenderName): number {
  switch (spender) {
    case "nobody":
      return 0
    case "steady":
      return 0.005
    case "bursts":
    case "both":
      return 0.05
  }
}

/**
 * Refused calls of ours that no call of the others explains. Each of these explains one, and only while no
 * answer could have told of it: it was counted after the newest call of ours whose answer was known when
 * the refused one left. `unheardMs`: what GHL counted so long before a refusal was known by then at the
 * latest: the longest way there and back, and one there. For as long as an interval from their first call
 * on they are learnt, and what is refused does not count.
 */
export function ownRefusals(
  { refusals, calls }: Spending,
  { unheardMs, intervalMs }: { unheardMs: number; intervalMs: number },
): number {
  const theirs = calls.filter(({ ours }) => !ours).map(({ at }) => at)
  const first = theirs[0] ?? Number.POSITIVE_INFINITY
  const told = [...calls.filter(({ ours }) => ours), ...refusals]
    .map(({ at }) => at)
    .sort((a, b) => a - b)
  let next = 0
  let known = -1
  return refusals.filter(({ at }) => {
    while ((told[known + 1] ?? Number.POSITIVE_INFINITY) <= at - unheardMs) known += 1
    const knownAt = told[known] ?? Number.NEGATIVE_INFINITY
    while ((theirs[next] ?? Number.POSITIVE_INFINITY) <= knownAt) next += 1
    const explained = (theirs[next] ?? Number.POSITIVE_INFINITY) <= at
    if (explained) next += 1
    const learning = at >= first && at < first + intervalMs
    return !explained && !learning
  }).length
}
