import type { LoadedStep, StepRow } from "./rows.ts"

const DAY_MS = 86_400_000

/**
 * Since when this process has known of each write in doubt, by its steady clock. The database's clock
 * may be set forward: an hour's jump must not end the settling time of a write sent a second ago.
 */
const knownSince = new Map<string, number>()

/** One send of a step: the next send is another doubt. */
const keyOf = ({ id, attempts }: StepRow) => `${id} ${attempts}`

/** How long this process has known of a step's doubt, in milliseconds; 0 at the first call. */
export function doubtKnownFor(step: StepRow): number {
  const now = performance.now()
  const key = keyOf(step)
  const since = knownSince.get(key)
  if (since !== undefined) return now - since
  for (const [other, at] of knownSince) if (now - at > DAY_MS) knownSince.delete(other)
  knownSince.set(key, now)
  return 0
}

/**
 * How long a step's last write has been in doubt, in milliseconds; 0 where none is. The database's clock may
 * be set while a doubt settles; this process's steady one may not.
 */
export const doubtAgeOf = ({ step, doubtAgeMs }: LoadedStep): number =>
  step.doubt === null ? 0 : Math.min(doubtAgeMs ?? 0, doubtKnownFor(step))

/** Whether the write of a step may still arrive: it was sent, and its settling time is not over. */
export const mayArrive = (loaded: LoadedStep, settleMs: number): boolean =>
  loaded.step.status === "sending" ||
  (loaded.step.status === "unsure" && doubtAgeOf(loaded) < settleMs)

/** The doubt is over, whichever way. */
export const forgetDoubt = (step: StepRow): boolean => knownSince.delete(keyOf(step))
